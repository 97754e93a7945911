/** Does what was decided under the lock: messages through the engine, the desk's own columns, and the audit log. */
import type { ListingDeed } from '@holdfast/shared/consignment';
import type { Engine } from '../../platform/actors/index.ts';
import { type AuditEntry, audit, type Doer } from '../../platform/audit.ts';
import { run, type Trx } from '../../platform/db/index.ts';
import { addressedTo, type Decision, type DeskColumns } from './decide.ts';
import type { DeedRow } from './deedRows.ts';

type Accepted = Extract<Decision, { ok: true }>;

/** @returns the versions that the listings have now, of those that got a message */
export async function writeDecisions(
  trx: Trx,
  engine: Engine,
  decisions: readonly Decision[],
  deed: ListingDeed,
  doer: Doer,
): Promise<Map<string, number>> {
  const accepted = decisions.filter((decision) => decision.ok);
  if (accepted.length === 0) return new Map();
  const reason = reasonOf(deed);
  const versions = await sendMessages(trx, engine, accepted, reason, doer);
  await writeColumns(trx, accepted);
  await audit(
    trx,
    doer,
    accepted.map((decision) => entryOf(decision, deed, reason)),
  );
  return versions;
}

function reasonOf(deed: ListingDeed): string | null {
  if (deed.action === 'undoPrice') return deed.reason ?? 'Undone';
  return 'reason' in deed ? (deed.reason ?? null) : null;
}

async function sendMessages(
  trx: Trx,
  engine: Engine,
  accepted: readonly Accepted[],
  reason: string | null,
  doer: Doer,
): Promise<Map<string, number>> {
  const messages = accepted.flatMap(({ row, change }) =>
    'message' in change ? [addressedTo(row, change.message, { by: doer.by, reason })] : [],
  );
  if (messages.length === 0) return new Map();
  const versions = new Map<string, number>();
  for (const outcome of await engine.apply(trx, messages)) {
    if (outcome.kind !== 'applied')
      throw new Error(`${outcome.id} was decided under its lock, but answered ${outcome.kind}`);
    versions.set(outcome.id, outcome.version);
  }
  return versions;
}

async function writeColumns(trx: Trx, accepted: readonly Accepted[]): Promise<void> {
  const rows = accepted.flatMap(({ row, change }) =>
    'columns' in change ? [{ id: row.id, ...columnsOf(row), ...change.columns }] : [],
  );
  if (rows.length === 0) return;
  await run(
    trx,
    `UPDATE listings l SET owner_id = n.owner_id, in_hand_on = n.in_hand_on, floor_amount = n.floor_amount,
       ceiling_amount = n.ceiling_amount, delist_asked_at = n.delist_asked_at,
       delist_reason = CASE WHEN n.delist_asked_at IS NULL THEN NULL ELSE l.delist_reason END
     FROM unnest($1::text[], $2::text[], $3::date[], $4::int[], $5::int[], $6::timestamptz[])
       AS n (id, owner_id, in_hand_on, floor_amount, ceiling_amount, delist_asked_at) WHERE l.id = n.id`,
    [
      rows.map(({ id }) => id),
      rows.map(({ owner_id }) => owner_id),
      rows.map(({ in_hand_on }) => in_hand_on),
      rows.map(({ floor_amount }) => floor_amount),
      rows.map(({ ceiling_amount }) => ceiling_amount),
      rows.map(({ delist_asked_at }) => delist_asked_at),
    ],
  );
}

const columnsOf = ({ owner_id, in_hand_on, floor_amount, ceiling_amount, delist_asked_at }: DeedRow) => ({
  owner_id,
  in_hand_on,
  floor_amount,
  ceiling_amount,
  delist_asked_at,
});

const auditNames: Record<keyof DeskColumns, string> = {
  owner_id: 'ownerId',
  in_hand_on: 'inHandOn',
  floor_amount: 'floorAmount',
  ceiling_amount: 'ceilingAmount',
  delist_asked_at: 'delistAskedAt',
};

function entryOf(decision: Accepted, deed: ListingDeed, reason: string | null): AuditEntry {
  const { row, change, state, priceAmount } = decision;
  const what = `listing.${deed.action}`;
  if ('message' in change)
    return {
      what,
      subject: row.id,
      reason,
      before: { state: row.state, priceAmount: row.price_amount },
      after: { state, priceAmount },
    };
  const named = (columns: DeskColumns | DeedRow) =>
    Object.fromEntries(
      Object.keys(change.columns).map((name) => [
        auditNames[name as keyof DeskColumns],
        columns[name as keyof DeskColumns] ?? null,
      ]),
    );
  return {
    what,
    subject: row.id,
    reason,
    before: named(row),
    after: named(change.columns),
  };
}
