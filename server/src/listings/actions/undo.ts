/** Undoes a person's last action on a listing, by the audit log: what was before is written there. */
import type { ListingAction, UndoableAction } from '@holdfast/shared/listings';
import type { ActionRow } from './actionRows.ts';
import type { Change } from './change.ts';
import type { LastAction } from './lastActions.ts';
import { type Refusal, refusalOf } from './newPrice.ts';

type Undo = Extract<ListingAction, { action: 'undo' }>;

/**
 * The change that brings back what was before.
 * @param me who undoes
 * @param runRequestId of the run to undo; undefined: the caller's own last action
 */
export function undoChange(
  { of }: Undo,
  row: ActionRow,
  me: string,
  runRequestId: string | null | undefined,
): Change | Refusal {
  const last = row.last;
  if (!last) return { code: 'nothing_to_undo', text: 'Nothing was done to it that could be undone.' };
  const isOurs = runRequestId === undefined ? last.by === me : last.requestId === runRequestId;
  if (last.what !== `listing.${of}` || !isOurs)
    return {
      code: 'acted_since',
      text: `${last.byName} did something else with it since. Look at it again.`,
    };
  return undoing[of](row, last);
}

type Undoing = (row: ActionRow, last: LastAction) => Change | Refusal;

const decision: Undoing = (_row, { before, reasonBefore }) => {
  const to = before.state;
  if (to !== 'draft' && to !== 'rejected' && to !== 'submitted')
    return { code: 'nothing_to_undo', text: 'What was before isn’t known.' };
  return { messages: [{ type: 'restore', to, reason: to === 'submitted' ? null : reasonBefore }] };
};

const columns: Undoing = (row, { before }) => ({
  columns: {
    owner_id: before.ownerId === undefined ? row.owner_id : before.ownerId,
    in_hand_on: before.inHandOn === undefined ? row.in_hand_on : before.inHandOn,
    floor_amount: before.floorAmount === undefined ? row.floor_amount : before.floorAmount,
    ceiling_amount: before.ceilingAmount === undefined ? row.ceiling_amount : before.ceilingAmount,
  },
});

const undoing: Record<UndoableAction, Undoing> = {
  approve(row, last) {
    if (last.soldSince) return { code: 'sold_since', text: 'A ticket was sold since, so it stays on sale.' };
    if (row.held > 0)
      return {
        code: 'held',
        text: 'A fan holds tickets of it now. Pause it, or undo when the hold is over.',
      };
    const back = decision(row, last);
    const { priceAmount = row.price_amount } = last.before;
    if (!('messages' in back) || priceAmount === row.price_amount) return back;
    return { messages: [...back.messages, { type: 'reprice', priceAmount }] };
  },
  reject: decision,
  return: decision,
  resubmit: decision,
  pause: () => ({ messages: [{ type: 'resume' }] }),
  resume: (_row, { reasonBefore }) => ({
    messages: [{ type: 'pause', reason: reasonBefore ?? 'Resuming it was undone' }],
  }),
  price(row, { before, soldSince: sold }) {
    if (sold)
      return { code: 'sold_since', text: 'A ticket was sold at this price since. Set a new price instead.' };
    const { priceAmount = row.price_amount } = before;
    return refusalOf(priceAmount, row) ?? { messages: [{ type: 'reprice', priceAmount }] };
  },
  limits: columns,
  assign: columns,
  inHand: columns,
  keepOnSale: (_row, { before }) => ({
    columns: {
      delist_requested_at: before.delistRequestedAt ? new Date(before.delistRequestedAt) : null,
      delist_reason: before.delistReason ?? null,
    },
  }),
};
