/** Decides what an action does to listings. */
import type { ListingAction } from '@holdfast/shared/listings';
import { type ListingContext, listingMachine } from '@holdfast/shared/listings/machines';
import {
  type Engine,
  type MessageOf,
  messageTo,
  type Previewed,
  type Sent,
} from '../../platform/actors/index.ts';
import type { Trx } from '../../platform/db/index.ts';
import type { ActionRow } from './actionRows.ts';
import { capRefusal, newPrice, type Refusal, refusalOf } from './newPrice.ts';

/** Columns that no machine guards: owner, limits, day in hand. */
export type StaffColumns = Partial<
  Pick<ActionRow, 'owner_id' | 'in_hand_on' | 'floor_amount' | 'ceiling_amount'> & {
    delist_requested_at: null;
  }
>;

type Change = { message: ActionMessage } | { columns: StaffColumns };

/** A message to apply, columns to write, or the reason for leaving it out. */
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
 */
export async function decideAll(
  trx: Trx,
  engine: Engine,
  wanted: readonly Wanted[],
  rowById: ReadonlyMap<string, ActionRow>,
  action: ListingAction,
): Promise<Decision[]> {
  const drafts = wanted.map(({ id, seen }) => draft(id, rowById.get(id), action, seen));
  const messages = drafts.flatMap((decision) =>
    decision.ok && 'message' in decision.change ? [addressedTo(decision.row, decision.change.message)] : [],
  );
  const previews = messages.length === 0 ? [] : await engine.preview(trx, messages);
  let next = 0;
  return drafts.map((decision) => {
    if (!decision.ok || 'columns' in decision.change) return decision;
    const previewed = previews[next++] as Previewed<ListingContext>;
    return withPreview(decision.row, decision.change.message, action, previewed);
  });
}

export const addressedTo = ({ id }: ActionRow, message: ActionMessage, sent: Sent = { by: '' }) =>
  messageTo(listingMachine, id, message, sent);

function draft(
  id: string,
  row: ActionRow | undefined,
  action: ListingAction,
  seen: number | undefined,
): Decision {
  if (!row) return { row: null, id, ok: false, code: 'not_found', text: 'There is no such listing.' };
  if (seen !== undefined && seen !== row.version)
    return refuse(row, {
      code: 'version_conflict',
      text: 'Somebody changed it since you looked. Look at it again.',
    });
  const change = changeFor(action, row);
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

function withPreview(
  row: ActionRow,
  message: ActionMessage,
  action: ListingAction,
  previewed: Previewed<ListingContext>,
): Decision {
  if (previewed.kind !== 'applied' && !(previewed.kind === 'refused' && previewed.refusedBy.length > 0))
    return refuse(row, {
      code: 'transition_refused',
      text: `It is ${row.state}: ${verbs[action.action]} isn't possible now.`,
    });
  if ((message.type === 'approve' || message.type === 'resume') && row.event_status === 'cancelled')
    return refuse(row, {
      code: 'event_canceled',
      text: 'Its event was canceled, so it can’t go on sale.',
    });
  if (message.type === 'approve') {
    const cap = capRefusal(row.price_amount, row);
    if (cap) return refuse(row, cap);
  }
  if (message.type === 'reprice' && message.priceAmount === row.price_amount)
    return refuse(row, { code: 'price_unchanged', text: 'That is its price already.' });
  if (previewed.kind === 'refused')
    return refuse(row, { code: 'transition_refused', text: 'Its event has begun, so it can’t go on sale.' });
  return {
    row,
    ok: true,
    change: { message },
    state: previewed.state as ActionRow['state'],
    priceAmount: previewed.context.priceAmount,
  };
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
  limits: 'changing its limits',
  assign: 'assign',
  inHand: 'in hand',
  keepOnSale: 'keeping it on sale',
};

type ActionMessage = Exclude<MessageOf<typeof listingMachine>, { type: 'eventMoved' }>;

function changeFor(action: ListingAction, row: ActionRow): Change | Refusal {
  switch (action.action) {
    case 'price': {
      const priceAmount = newPrice(action, row);
      return typeof priceAmount === 'number' ? { message: { type: 'reprice', priceAmount } } : priceAmount;
    }
    case 'undoPrice':
      return undo(row);
    case 'resubmit':
      // A returned listing is a draft of its consignor; a rejected one can be submitted again.
      return { message: { type: row.state === 'draft' ? 'submit' : 'resubmit' } };
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
        : { columns: { delist_requested_at: null } };
    case 'reject':
    case 'return':
    case 'pause':
    case 'withdraw':
      return { message: { type: action.action, reason: action.reason } };
    case 'approve':
    case 'resume':
      return { message: { type: action.action } };
  }
}

const unchanged = (text: string): Refusal => ({ code: 'unchanged', text });

function undo(row: ActionRow): { message: ActionMessage } | Refusal {
  const before = row.undo;
  if (!before || before.priceAmount === null)
    return { code: 'nothing_to_undo', text: 'Its price was never changed.' };
  if (before.soldSince)
    return {
      code: 'sold_since',
      text: 'A ticket was sold at this price since. Set a new price instead.',
    };
  return (
    refusalOf(before.priceAmount, row) ?? { message: { type: 'reprice', priceAmount: before.priceAmount } }
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
