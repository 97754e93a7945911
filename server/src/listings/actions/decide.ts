/** Decides what an action does to listings. */
import type { ListingAction } from '@holdfast/shared/listings';
import { type ListingContext, listingMachine } from '@holdfast/shared/listings/machines';
import { type Engine, messageTo, type Previewed, type Sent } from '../../platform/actors/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { ActionRow } from './actionRows.ts';
import { BulkRun } from './BulkRun.ts';
import type { ActionMessage, Change, StaffColumns } from './change.ts';
import { capRefusal, newPrice, type Refusal, refusalOf } from './newPrice.ts';
import { undoChange } from './undo.ts';

/** Messages to apply, columns to write, or the reason for leaving it out. */
export type Decision =
  | {
      row: ActionRow;
      ok: true;
      change: Change;
      state: ActionRow['state'];
      /** Each, minor units, afterwards. */
      priceAmount: number;
    }
  | { row: ActionRow | null; id: string; ok: false; code: string; text: string };

/** A listing to decide on, and the version that the person saw. */
export interface Wanted {
  id: string;
  seen: number | undefined;
}

/**
 * Decides each listing by itself, with the engine's preview of its message.
 * @param rowById locked, where the decisions are to be done
 * @param me who acts
 */
export async function decideAll(
  trx: Trx,
  engine: Engine,
  wanted: readonly Wanted[],
  rowById: ReadonlyMap<string, ActionRow>,
  action: ListingAction,
  me: string,
): Promise<Decision[]> {
  const run = action.action === 'undo' ? await requestOfRun(trx, action.runId) : undefined;
  const drafts = wanted.map(({ id, seen }) =>
    draft(id, rowById.get(id), seen, (row) =>
      action.action === 'undo' ? undoChange(action, row, me, run) : changeFor(action, row),
    ),
  );
  const messages = drafts.flatMap((decision) =>
    decision.ok && 'messages' in decision.change
      ? decision.change.messages.map((message) => addressedTo(decision.row, message))
      : [],
  );
  const previews = messages.length === 0 ? [] : await engine.preview(trx, messages);
  let next = 0;
  return drafts.map((decision) => {
    if (!decision.ok || 'columns' in decision.change) return decision;
    const { row, change } = decision;
    const previewed = previews.slice(next, next + change.messages.length) as Previewed<ListingContext>[];
    next += change.messages.length;
    return withPreviews(row, change.messages, action, previewed);
  });
}

/** The request that the audit log names for what a run did; undefined without a run. */
async function requestOfRun(trx: Trx, runId: string | undefined): Promise<string | null | undefined> {
  if (runId === undefined) return undefined;
  const run = await BulkRun.query(trx).findById(runId);
  if (!run) throw notFound('bulk run');
  return run.requestId;
}

export const addressedTo = ({ id }: ActionRow, message: ActionMessage, sent: Sent = { by: '' }) =>
  messageTo(listingMachine, id, message, sent);

function draft(
  id: string,
  row: ActionRow | undefined,
  seen: number | undefined,
  changeOf: (row: ActionRow) => Change | Refusal,
): Decision {
  if (!row) return { row: null, id, ok: false, code: 'not_found', text: 'There is no such listing.' };
  if (seen !== undefined && seen !== row.version)
    return refuse(row, {
      code: 'version_conflict',
      text: 'Somebody changed it since you looked. Look at it again.',
    });
  const change = changeOf(row);
  if ('code' in change) return refuse(row, change);
  return { row, ok: true, change, state: row.state, priceAmount: row.price_amount };
}

const refuse = (row: ActionRow, { code, text }: Refusal): Decision => ({
  row,
  id: row.id,
  ok: false,
  code,
  text,
});

/** The decision on all messages of one listing: refused where one of them is. */
function withPreviews(
  row: ActionRow,
  messages: readonly ActionMessage[],
  action: ListingAction,
  previewed: readonly Previewed<ListingContext>[],
): Decision {
  let { state, price_amount: priceAmount } = row;
  for (const [at, message] of messages.entries()) {
    const one = previewed[at] as Previewed<ListingContext>;
    const refusal = refusalOfMessage({ ...row, price_amount: priceAmount }, message, action, one);
    if (refusal) return refuse(row, refusal);
    if (one.kind !== 'applied') continue;
    state = one.state as ActionRow['state'];
    priceAmount = one.context.priceAmount;
  }
  return { row, ok: true, change: { messages }, state, priceAmount };
}

/** @param row with the price that it has when the message comes */
function refusalOfMessage(
  row: ActionRow,
  message: ActionMessage,
  action: ListingAction,
  previewed: Previewed<ListingContext>,
): Refusal | null {
  const isGuarded = previewed.kind === 'refused' && previewed.refusedBy.length > 0;
  if (previewed.kind !== 'applied' && (!isGuarded || message.type === 'restore'))
    return {
      code: 'transition_refused',
      text: `It is ${row.state}: ${verbs[action.action]} isn't possible now.`,
    };
  if ((message.type === 'approve' || message.type === 'resume') && row.event_status === 'cancelled')
    return { code: 'event_canceled', text: 'Its event was canceled, so it can’t go on sale.' };
  if (
    row.consignor_deactivated &&
    previewed.kind === 'applied' &&
    previewed.state === 'live' &&
    row.state !== 'live'
  )
    return {
      code: 'consignor_deactivated',
      text: 'Its consignor is deactivated, so it can’t go on sale. Reactivate the consignor first.',
    };
  if (message.type === 'approve') {
    const cap = capRefusal(row.price_amount, row);
    if (cap) return cap;
  }
  if (message.type === 'reprice' && message.priceAmount === row.price_amount)
    return { code: 'price_unchanged', text: 'That is its price already.' };
  if (previewed.kind === 'refused')
    return { code: 'transition_refused', text: 'Its event has begun, so it can’t go on sale.' };
  return null;
}

const verbs: Record<ListingAction['action'], string> = {
  approve: 'approve',
  reject: 'reject',
  return: 'return',
  resubmit: 'resubmit',
  pause: 'pause',
  resume: 'resume',
  withdraw: 'withdraw',
  price: 'price',
  undoPrice: 'undoing its price',
  undo: 'undoing',
  limits: 'changing its limits',
  assign: 'assign',
  inHand: 'in hand',
  keepOnSale: 'keeping it on sale',
};

function changeFor(action: Exclude<ListingAction, { action: 'undo' }>, row: ActionRow): Change | Refusal {
  switch (action.action) {
    case 'price': {
      const priceAmount = newPrice(action, row);
      return typeof priceAmount === 'number' ? { messages: [{ type: 'reprice', priceAmount }] } : priceAmount;
    }
    case 'undoPrice':
      return undo(row);
    case 'resubmit':
      // A returned listing is a draft of its consignor; a rejected one can be submitted again.
      return { messages: [{ type: row.state === 'draft' ? 'submit' : 'resubmit' }] };
    case 'limits':
      return limits(action, row);
    case 'assign':
      return row.owner_id === action.ownerId
        ? unchanged('Its owner is that already.')
        : { columns: { owner_id: action.ownerId } };
    case 'inHand':
      return row.in_hand_on === action.on
        ? unchanged('That is its day already.')
        : { columns: { in_hand_on: action.on } };
    case 'keepOnSale':
      return row.delist_requested_at === null
        ? unchanged('Its consignor hasn’t asked for it.')
        : { columns: { delist_requested_at: null, delist_reason: null } };
    case 'reject':
    case 'return':
    case 'pause':
    case 'withdraw':
      return { messages: [{ type: action.action, reason: action.reason }] };
    case 'approve':
      return approve(action, row);
    case 'resume':
      return { messages: [{ type: 'resume' }] };
  }
}

const unchanged = (text: string): Refusal => ({ code: 'unchanged', text });

function approve(action: Extract<ListingAction, { action: 'approve' }>, row: ActionRow): Change | Refusal {
  const priceAmount = action.price ? newPrice(action.price, row) : row.price_amount;
  if (typeof priceAmount !== 'number') return priceAmount;
  const reprice = priceAmount === row.price_amount ? [] : [{ type: 'reprice', priceAmount } as const];
  return { messages: [...reprice, { type: 'approve' }] };
}

function undo(row: ActionRow): Change | Refusal {
  const before = row.undo;
  if (!before || before.priceAmount === null)
    return { code: 'nothing_to_undo', text: 'Its price was never changed.' };
  if (before.soldSince)
    return {
      code: 'sold_since',
      text: 'A ticket was sold at this price since. Set a new price instead.',
    };
  return (
    refusalOf(before.priceAmount, row) ?? { messages: [{ type: 'reprice', priceAmount: before.priceAmount }] }
  );
}

function limits(
  action: Extract<ListingAction, { action: 'limits' }>,
  row: ActionRow,
): { columns: StaffColumns } | Refusal {
  const { floor = row.floor_amount, ceiling = row.ceiling_amount } = action;
  if (floor !== null && ceiling !== null && floor > ceiling)
    return { code: 'limits_crossed', text: 'The floor is above the ceiling. Swap them.' };
  return floor === row.floor_amount && ceiling === row.ceiling_amount
    ? unchanged('Those are its limits already.')
    : { columns: { floor_amount: floor, ceiling_amount: ceiling } };
}
