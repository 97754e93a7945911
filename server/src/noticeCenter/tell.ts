/** Makes the notices of a rule so that its failure is its own: other rules go on, and the rows that failed are tried again. */
import { readMarketplace } from '../marketplace/index.ts';
import { giveNotices, holdRows, postponeRow, releaseRows, staffReaders, takeHeld } from '../notices/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type PlatformNumberedLog, query, type Trx } from '../platform/db/index.ts';
import { noticesOf, rules } from './causes.ts';
import type { Rows, Rule, Telling } from './rule.ts';

type Log = AppContext['log'];

const tellingNow = async (trx: Trx): Promise<Telling> => ({
  readers: await staffReaders(trx),
  gatherMs: (await readMarketplace(trx)).noticeGatherMinutes * 60_000,
});

/** Makes the notices of these rows. Those of a rule that fails are held. @returns how many notices were found */
export async function tellRows(trx: Trx, rows: Rows, log: Log): Promise<number> {
  const telling = await tellingNow(trx);
  let made = 0;
  for (const rule of rules) {
    const own = rows.filter((row) => row.actor_type === rule.type);
    if (own.length === 0) continue;
    const outcome = await attempt(trx, rule, own, telling);
    if (typeof outcome === 'number') made += outcome;
    else {
      log.error({ err: outcome, rule: rule.type }, 'a rule made no notices; its rows are tried again');
      await holdRows(
        trx,
        rule.type,
        own.map(({ seq }) => seq),
        outcome.message,
      );
    }
  }
  return made;
}

/** Tries held rows of one rule. @returns how many notices were found; null: nothing is due */
export async function tellHeld(trx: Trx): Promise<number | null> {
  const held = await takeHeld(trx);
  if (!held) return null;
  const rule = rules.find(({ type }) => type === held.rule);
  const rows = await query<PlatformNumberedLog>(
    trx,
    'SELECT t.* FROM platform_numbered_log t WHERE t.seq = ANY($1::bigint[]) ORDER BY t.seq',
    [held.seqs],
  );
  if (rule && rows.length > 0) return tellInParts(trx, rule, rows, await tellingNow(trx));
  // A later version has no such rule.
  await releaseRows(trx, held.rule, held.seqs);
  return 0;
}

/** Halves what fails until each row that can't be told stands alone: the others are told. */
async function tellInParts(trx: Trx, rule: Rule, rows: Rows, telling: Telling): Promise<number> {
  const outcome = await attempt(trx, rule, rows, telling);
  const seqs = rows.map(({ seq }) => seq);
  if (typeof outcome === 'number') {
    await releaseRows(trx, rule.type, seqs);
    return outcome;
  }
  if (rows.length === 1) {
    await postponeRow(trx, rule.type, seqs[0] as number, outcome.message);
    return 0;
  }
  const half = Math.ceil(rows.length / 2);
  return (
    (await tellInParts(trx, rule, rows.slice(0, half), telling)) +
    (await tellInParts(trx, rule, rows.slice(half), telling))
  );
}

/** @returns how many notices were given, or why none was: then nothing of it is left */
async function attempt(trx: Trx, rule: Rule, rows: Rows, telling: Telling): Promise<number | Error> {
  await query(trx, 'SAVEPOINT one_rule');
  try {
    const notices = await noticesOf(rule, trx, rows, telling);
    await giveNotices(trx, notices);
    await query(trx, 'RELEASE SAVEPOINT one_rule');
    return notices.length;
  } catch (error) {
    // A connection that is gone refuses this too: then all of it is made again.
    await query(trx, 'ROLLBACK TO SAVEPOINT one_rule');
    return error instanceof Error ? error : new Error(String(error));
  }
}
