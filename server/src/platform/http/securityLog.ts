/**
 * Refusals that show guessing or forging, for administrators. They are gathered per minute, kind, network address and
 * person, and written together, so that a flood costs the database a statement a second.
 */
import { type SecurityKind, securityKinds } from '@holdfast/shared/audit';
import { type Database, inTransaction, queryPrepared, records, type Trx } from '../db/index.ts';
import type { Logger } from '../logging.ts';
import type { Problem } from '../problem.ts';
import { type Ctx, principalOf } from './context.ts';
import { networkOf } from './network.ts';

/** Milliseconds between a refusal and its row. */
const writeAfterMs = 1_000;
/** Rows per writing. Further addresses are counted as one, so that a flood from many can't fill the memory. */
const mostGathered = 500;
const manyAddresses = 'many';

const recorded: ReadonlySet<string> = new Set(securityKinds);

const findOrderPath = '/api/reservations/find';
/** Fields with a secret that can be guessed, and the kind of a wrong one. */
const guesses: Record<string, SecurityKind> = {
  currentPassword: 'password_wrong',
  password: 'password_wrong',
  code: 'code_wrong',
};

interface Gathered {
  minute: string;
  what: string;
  address: string;
  by: string;
  times: number;
  lastAt: string;
  request: string;
  account: string | null;
}

/** Where refusals are gathered. */
export interface SecurityLog {
  /** Counts a refusal if it is one for safety. */
  refused(ctx: Ctx, problem: Problem): void;
  /** Writes what is gathered. */
  close(): Promise<void>;
}

/** @returns the kind under which a refusal is recorded; null: it isn't */
function kindOf({ path }: Ctx, { code, members }: Problem): SecurityKind | null {
  if (recorded.has(code)) return code as SecurityKind;
  if (path === findOrderPath && code === 'not_found') return 'order_not_found';
  const errors = (members.errors ?? []) as ReadonlyArray<{ field: string; code: string }>;
  const guessed = errors.find((error) => error.code === 'wrong')?.field;
  return (guessed !== undefined && guesses[guessed]) || null;
}

/** Where whose account or order it is stands in the body. */
const pathsWithEmail: ReadonlySet<string> = new Set(['/api/session', '/api/password-resets', findOrderPath]);

/** The email address that a sign-in was tried with. A password that was typed there by mistake isn't one, and isn't kept. */
function accountOf(ctx: Ctx): string | null {
  const { email } = (ctx.request.body ?? {}) as { email?: unknown };
  return pathsWithEmail.has(ctx.path) && typeof email === 'string' && /^[^\s@]+@[^\s@]+$/.test(email)
    ? email.toLowerCase().slice(0, 200)
    : null;
}

/** @param log hears of what could not be written: refusals are answered all the same */
export function createSecurityLog({ db, log }: { db: Database; log: Logger }): SecurityLog {
  let gathered = new Map<string, Gathered>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  function gather(found: Gathered): void {
    const key = [found.minute, found.what, found.address, found.by].join(' ');
    const earlier = gathered.get(key);
    if (earlier) Object.assign(earlier, found, { times: earlier.times + found.times });
    else if (gathered.size < mostGathered || found.address === manyAddresses) gathered.set(key, found);
    else gather({ ...found, address: manyAddresses, by: 'nobody' });
  }

  async function write(): Promise<void> {
    const rows = [...gathered.values()];
    gathered = new Map();
    if (rows.length === 0) return;
    try {
      await inTransaction(db, (trx) => writeRows(trx, rows));
    } catch (error) {
      log.error({ err: error, rows }, 'refusals could not be recorded in the security log');
    }
  }

  const writeSoon = () => {
    timer = null;
    writing = writing.then(write);
  };

  return {
    refused(ctx, problem) {
      const what = kindOf(ctx, problem);
      if (what === null) return;
      const now = new Date().toISOString();
      gather({
        minute: `${now.slice(0, 16)}:00.000Z`,
        what,
        address: networkOf(ctx.ip),
        by: ctx.state.caller ? principalOf(ctx).by : 'nobody',
        times: 1,
        lastAt: now,
        request: `${ctx.method} ${ctx.path}`.slice(0, 200),
        account: accountOf(ctx),
      });
      timer ??= setTimeout(writeSoon, writeAfterMs).unref();
    },
    async close() {
      if (timer) clearTimeout(timer);
      writeSoon();
      await writing;
    },
  };
}

/** Milliseconds. A refusal that couldn't be written for longer is written without its address: nobody knows any more who closed theirs. */
const forgetTriesAfterMs = 30 * 60 * 1000;

async function writeRows(trx: Trx, rows: readonly Gathered[]): Promise<void> {
  const since = Date.now() - forgetTriesAfterMs;
  const known = rows.map((row) => (Date.parse(row.lastAt) < since ? { ...row, account: null } : row));
  const { from, value } = records(known, {
    minute: 'timestamptz',
    what: 'text',
    address: 'text',
    by: 'text',
    times: 'integer',
    lastAt: 'timestamptz',
    request: 'text',
    account: 'text',
  });
  // A statement of its own: the next one sees what a closing that was waited for has committed.
  await queryPrepared(trx, `SELECT pg_advisory_xact_lock_shared(${lockOfAddresses})`, []);
  await queryPrepared(
    trx,
    `INSERT INTO security_events AS e (minute, what, address, by, times, last_at, request, account)
     SELECT n.minute, n.what, n.address, n.by, n.times, n.last_at, n.request,
       CASE WHEN EXISTS (SELECT 1 FROM erased_addresses x WHERE x.hash = ${hashOf('n.account')})
         THEN NULL ELSE n.account END
     FROM ${from} ORDER BY n.minute, n.what, n.address, n.by
     ON CONFLICT (minute, what, address, by) DO UPDATE SET times = e.times + excluded.times,
       last_at = excluded.last_at, request = excluded.request, account = coalesce(excluded.account, e.account)`,
    [value],
  );
}

/** Names, among the database's advisory locks, the writing of addresses (shared) and their erasure (alone). */
const lockOfAddresses = `hashtext('security_log_addresses')`;

const hashOf = (address: string) => `sha256(convert_to(lower(${address}), 'UTF8'))`;

/**
 * Takes an address out of the log, of who closed their account: that there were tries, and from where, stays. Refusals are
 * written a second after they happen, so for the next hour new rows are written without it too.
 */
export async function eraseTriedAddress(trx: Trx, email: string): Promise<void> {
  // Who writes has committed, or waits until this has.
  await queryPrepared(trx, `SELECT pg_advisory_xact_lock(${lockOfAddresses})`, []);
  await queryPrepared(
    trx,
    `INSERT INTO erased_addresses (hash, erased_at) VALUES (${hashOf('$1')}, now())
     ON CONFLICT (hash) DO UPDATE SET erased_at = excluded.erased_at`,
    [email],
  );
  await queryPrepared(trx, 'UPDATE security_events SET account = NULL WHERE account = lower($1)', [email]);
}
