/** Writes decisions made under the lock: messages through the engine, staff columns, and the audit log. */
import type { ListingAction } from '@holdfast/shared/listings';
import type { Engine } from '../../platform/actors/index.ts';
import { type AuditEntry, audit, type Principal } from '../../platform/audit.ts';
import { queryPrepared, records, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { jobs } from '../../platform/jobs/index.ts';
import { notifyDelistDeclined } from '../notifyConsignor.ts';
import { recallDelistDeclined } from '../recallUndone.ts';
import type { ActionRow } from './actionRows.ts';
import type { StaffColumns } from './change.ts';
import { addressedTo, type Decision } from './decide.ts';

type Accepted = Extract<Decision, { ok: true }>;

/** @returns the versions that the listings have now, of those that got a message */
export async function writeDecisions(
  trx: Trx,
  engine: Engine,
  decisions: readonly Decision[],
  action: ListingAction,
  principal: Principal,
): Promise<Map<string, number>> {
  const accepted = decisions.filter((decision) => decision.ok);
  if (accepted.length === 0) return new Map();
  const reason = reasonOf(action);
  const versions = await sendMessages(trx, engine, accepted, reason, principal);
  await writeColumns(trx, accepted);
  if (action.action === 'keepOnSale') await notifyDelistDeclined(trx, accepted.flatMap(declinedOf), reason);
  if (action.action === 'undo' && action.of === 'keepOnSale')
    await recallDelistDeclined(trx, accepted.flatMap(requestedAgain));
  await audit(
    trx,
    principal,
    accepted.map((decision) => entryOf(decision, action, reason)),
  );
  return versions;
}

const declinedOf = ({ row: { id, consignor_id, delist_requested_at, now } }: Accepted) =>
  delist_requested_at === null
    ? []
    : [{ listingId: id, consignorId: consignor_id, requestedAt: delist_requested_at, at: now }];

const requestedAgain = ({ row, change }: Accepted) =>
  'columns' in change && change.columns.delist_requested_at
    ? [{ listingId: row.id, requestedAt: change.columns.delist_requested_at }]
    : [];

function reasonOf(action: ListingAction): string | null {
  if (action.action === 'undoPrice' || action.action === 'undo') return action.reason ?? 'Undone';
  return 'reason' in action ? (action.reason ?? null) : null;
}

async function sendMessages(
  trx: Trx,
  engine: Engine,
  accepted: readonly Accepted[],
  reason: string | null,
  principal: Principal,
): Promise<Map<string, number>> {
  const messages = accepted.flatMap(({ row, change }) =>
    'messages' in change
      ? change.messages.map((message) => addressedTo(row, message, { by: principal.by, reason }))
      : [],
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
  const { from, value } = records(rows, {
    id: 'text',
    owner_id: 'text',
    in_hand_on: 'date',
    floor_amount: 'integer',
    ceiling_amount: 'integer',
    delist_requested_at: 'timestamptz',
    delist_reason: 'text',
  });
  await queryPrepared(
    trx,
    `UPDATE listings l SET owner_id = n.owner_id, in_hand_on = n.in_hand_on, floor_amount = n.floor_amount,
       ceiling_amount = n.ceiling_amount, delist_requested_at = n.delist_requested_at, delist_reason = n.delist_reason
     FROM ${from} WHERE l.id = n.id`,
    [value],
  );
  await notifyDeliveries(
    trx,
    accepted.flatMap(({ row, change }) =>
      'columns' in change && 'in_hand_on' in change.columns ? [row.id] : [],
    ),
  );
}

/** Tickets that were sold before are due by the new in-hand day. */
async function notifyDeliveries(trx: Trx, listingIds: string[]): Promise<void> {
  if (listingIds.length === 0) return;
  await jobs.add(trx, [
    { task: 'fulfillment.reschedule', payload: { listingIds }, key: `reschedule/${newId('request')}` },
  ]);
}

const columnsOf = ({
  owner_id,
  in_hand_on,
  floor_amount,
  ceiling_amount,
  delist_requested_at,
  delist_reason,
}: ActionRow) => ({
  owner_id,
  in_hand_on,
  floor_amount,
  ceiling_amount,
  delist_requested_at,
  delist_reason,
});

const auditNames: Record<keyof StaffColumns, string> = {
  owner_id: 'ownerId',
  in_hand_on: 'inHandOn',
  floor_amount: 'floorAmount',
  ceiling_amount: 'ceilingAmount',
  delist_requested_at: 'delistRequestedAt',
  delist_reason: 'delistReason',
};

function entryOf(decision: Accepted, action: ListingAction, reason: string | null): AuditEntry {
  const { row, change, state, priceAmount } = decision;
  const what = `listing.${action.action}`;
  if ('messages' in change)
    return {
      what,
      subject: row.id,
      reason,
      before: { state: row.state, priceAmount: row.price_amount },
      after: { state, priceAmount },
    };
  const named = (columns: StaffColumns | ActionRow) =>
    Object.fromEntries(
      Object.keys(change.columns).map((name) => [
        auditNames[name as keyof StaffColumns],
        columns[name as keyof StaffColumns] ?? null,
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
