/** What becomes of one listing under a deed: pure, over its locked row. */
import type { ListingDeed } from '@holdfast/shared/consignment';
import { type ListingContext, listingMachine } from '@holdfast/shared/consignment/machines';
import { acceptsOf, nextStep, stateText, wake } from '../../platform/actors/index.ts';
import type { DeedRow } from './deedRows.ts';
import { capRefusal, newPrice, type Refusal, refusalOf } from './newPrice.ts';

/** Columns of the desk's own that no machine guards. */
export type DeskColumns = Partial<
  Pick<DeedRow, 'owner_id' | 'in_hand_on' | 'floor_amount' | 'ceiling_amount'> & { delist_asked_at: null }
>;

/** A message that its state accepts, columns to write, or why it is left out. */
export type Decision =
  | {
      row: DeedRow;
      ok: true;
      change: { message: { type: string } } | { columns: DeskColumns };
      state: DeedRow['state'];
      /** Each, minor units, afterwards. */
      priceAmount: number;
    }
  | { row: DeedRow | null; id: string; ok: false; code: string; text: string };

/** @param seen the version that whoever asks has looked at */
export function decide(
  id: string,
  row: DeedRow | undefined,
  deed: ListingDeed,
  seen: number | undefined,
): Decision {
  if (!row) return { row: null, id, ok: false, code: 'not_found', text: 'There is no such listing.' };
  const refuse = ({ code, text }: Refusal): Decision => ({ row, id, ok: false, code, text });
  if (seen !== undefined && seen !== row.version)
    return refuse({
      code: 'version_conflict',
      text: 'Somebody changed it since you looked. Look at it again.',
    });
  const wanted = changeFor(deed, row);
  if ('code' in wanted) return refuse(wanted);
  if ('columns' in wanted)
    return { row, ok: true, change: wanted, state: row.state, priceAmount: row.price_amount };
  return send(wanted.message, row, deed, refuse);
}

function send(
  message: DeedMessage,
  row: DeedRow,
  deed: ListingDeed,
  refuse: (refusal: Refusal) => Decision,
): Decision {
  const snapshot = wake(listingMachine, row.snapshot);
  if (!acceptsOf(snapshot).includes(message.type))
    return refuse({
      code: 'transition_refused',
      text: `It is ${row.state}: ${verbs[deed.action]} isn't possible now.`,
    });
  if (message.type === 'approve') {
    const cap = capRefusal(row.price_amount, row);
    if (cap) return refuse(cap);
  }
  if (message.type === 'reprice' && message.priceAmount === row.price_amount)
    return refuse({ code: 'price_unchanged', text: 'That is its price already.' });
  const step = nextStep(listingMachine, snapshot, { ...message, at: row.now.toISOString() });
  if (!step.accepted)
    return refuse({ code: 'transition_refused', text: 'Its event has begun, so it can’t go on sale.' });
  return {
    row,
    ok: true,
    change: { message },
    state: stateText(step.snapshot.value) as DeedRow['state'],
    priceAmount: (step.snapshot.context as ListingContext).priceAmount,
  };
}

const verbs: Record<ListingDeed['action'], string> = {
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

type DeedMessage =
  | { type: 'reprice'; priceAmount: number }
  | {
      type: 'approve' | 'reject' | 'return' | 'submit' | 'resubmit' | 'pause' | 'resume' | 'withdraw';
      reason?: string;
    };

function changeFor(
  deed: ListingDeed,
  row: DeedRow,
): { message: DeedMessage } | { columns: DeskColumns } | Refusal {
  switch (deed.action) {
    case 'price': {
      const priceAmount = newPrice(deed, row);
      return typeof priceAmount === 'number' ? { message: { type: 'reprice', priceAmount } } : priceAmount;
    }
    case 'undoPrice':
      return undo(row);
    case 'resubmit':
      // What was returned lies as a draft with the consignor; what was rejected is offered again.
      return { message: { type: row.state === 'draft' ? 'submit' : 'resubmit' } };
    case 'limits':
      return limits(deed, row);
    case 'assign':
      return row.owner_id === deed.ownerId
        ? unchanged('Its owner is that already.')
        : { columns: { owner_id: deed.ownerId } };
    case 'inHand':
      return row.in_hand_on === deed.on
        ? unchanged('That is its day already.')
        : { columns: { in_hand_on: deed.on } };
    case 'keepOnSale':
      return row.delist_asked_at === null
        ? unchanged('Its consignor hasn’t asked for it.')
        : { columns: { delist_asked_at: null } };
    default:
      return {
        message: { type: deed.action, ...('reason' in deed ? { reason: deed.reason } : {}) },
      };
  }
}

const unchanged = (text: string): Refusal => ({ code: 'unchanged', text });

function undo(row: DeedRow): { message: DeedMessage } | Refusal {
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
  deed: Extract<ListingDeed, { action: 'limits' }>,
  row: DeedRow,
): { columns: DeskColumns } | Refusal {
  const { floor = row.floor_amount, ceiling = row.ceiling_amount } = deed;
  if (floor !== null && ceiling !== null && floor > ceiling)
    return { code: 'limits_crossed', text: 'The floor is above the ceiling. Swap them.' };
  return floor === row.floor_amount && ceiling === row.ceiling_amount
    ? unchanged('Those are its limits already.')
    : { columns: { floor_amount: floor, ceiling_amount: ceiling } };
}
