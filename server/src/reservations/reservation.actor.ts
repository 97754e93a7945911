/** The reservation's machine, tied to its rows: what each of its actions does. */

import { listingMachine } from '@holdfast/shared/listings/machines';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { breakCauseForFan, breakCauseNames, leavesSale } from '@holdfast/shared/reservations';
import { reservationContext, reservationMachine } from '@holdfast/shared/reservations/machines';
import { createDeliveries } from '../deliveries/index.ts';
import { atStripe, commissionAccount, owedTo, post, serviceFee } from '../ledger/index.ts';
import {
  type ActionCall,
  defineActor,
  type Engine,
  type FollowUp,
  followUp,
} from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { setAttention } from './attention.ts';
import { countSales } from './countOrders.ts';
import { storeDeadline } from './extendHold.ts';
import { forgetHolds } from './holdLimits.ts';
import { releaseHeld, sellHeld } from './inventory.ts';
import { moveTickets } from './moveHold.ts';
import { notifySeatsGone } from './notifySeatsGone.ts';
import { notifySoldThoughWithdrawn } from './notifySoldThoughWithdrawn.ts';
import { reacquire } from './reacquire.ts';
import { takeSomeBack, takeTicketsBack } from './takeBack.ts';
import { taxEntries, taxesOfOrders } from './taxes.ts';

type Calls<Name extends string> = ActionCall<typeof reservationMachine, Name>[];
type Sales = Calls<'sellTickets' | 'reacquireTickets'>;

const idsOf = (calls: Array<{ actorId: string }>) => calls.map(({ actorId }) => actorId).sort();

interface SoldItem {
  reservation_id: string;
  listing_id: string;
  consignor_id: string;
  currency: string;
  quantity: number;
  price_amount: number;
  proceeds_amount: number;
  commission_amount: number;
  fee_amount: number;
  /** Its consignor took it off sale while the fan held it. */
  withdrawn: boolean;
}

function loadItems(trx: Trx, reservationIds: string[]): Promise<SoldItem[]> {
  return queryPrepared<SoldItem>(
    trx,
    `SELECT i.reservation_id, i.listing_id, l.consignor_id, r.currency, i.quantity, i.price_amount, i.proceeds_amount,
       i.commission_amount, i.fee_amount, l.state = 'withdrawn' OR EXISTS (SELECT 1 FROM tickets_admissions t
         WHERE t.reservation_id = r.id AND t.listing_id = l.id AND t.taken_back_at IS NOT NULL) AS withdrawn
     FROM reservation_items i JOIN reservations r ON r.id = i.reservation_id JOIN listings_offered l ON l.id = i.listing_id
     WHERE i.reservation_id = ANY($1::text[])`,
    [reservationIds],
  );
}

function sums(items: SoldItem[]) {
  const total = { price: 0, commission: 0, fee: 0 };
  for (const item of items) {
    total.price += item.price_amount * item.quantity;
    total.commission += item.commission_amount * item.quantity;
    total.fee += item.fee_amount * item.quantity;
  }
  return total;
}

/** Makes an order paid in one transaction: tickets, ledger with its taxes, statistics, deliveries. */
async function sell(trx: Trx, calls: Sales, engine: Engine): Promise<void> {
  await sellHeld(
    trx,
    calls.map(({ actorId, at }) => ({ reservationId: actorId, at })),
  );
  await queryPrepared(
    trx,
    `UPDATE reservations r SET paid_at = n.at FROM unnest($1::text[], $2::timestamptz[]) AS n (id, at) WHERE r.id = n.id`,
    [calls.map(({ actorId }) => actorId), calls.map(({ at }) => at)],
  );
  const items = Map.groupBy(await loadItems(trx, idsOf(calls)), (item) => item.reservation_id);
  await post(
    trx,
    calls.flatMap((call) => {
      const { paymentId } = call.params;
      // A free order moves no money.
      if (paymentId === null) return [];
      const sold = items.get(call.actorId) ?? [];
      const { price, commission, fee } = sums(sold);
      return {
        kind: 'sale' as const,
        cause: `${call.actorId}/${call.version}`,
        reservationId: call.actorId,
        paymentId,
        currency: sold[0]?.currency ?? marketplaceCurrency,
        at: call.at,
        entries: [
          { account: atStripe, amount: price + fee },
          ...sold.map((item) => ({
            account: owedTo(item.consignor_id),
            amount: -item.proceeds_amount * item.quantity,
          })),
          { account: commissionAccount, amount: -commission },
          { account: serviceFee, amount: -fee },
        ],
      };
    }),
  );
  await postTaxes(trx, calls, items);
  await createDeliveries(
    trx,
    engine,
    calls.flatMap(({ actorId, at, by }) =>
      (items.get(actorId) ?? []).map(({ listing_id: listingId, quantity }) => ({
        reservationId: actorId,
        listingId,
        quantity,
        paidAt: at,
        at,
        by,
      })),
    ),
  );
  await countSales(trx, idsOf(calls));
  await forgetHolds(trx, idsOf(calls));
  if ([...items.values()].some((sold) => sold.some(({ withdrawn }) => withdrawn)))
    await notifySoldThoughWithdrawn(
      trx,
      calls.map(({ actorId, at }) => ({ reservationId: actorId, at })),
    );
}

/** What of the sales is tax, as postings of their own: nothing else of a sale changes by them. */
async function postTaxes(trx: Trx, calls: Sales, items: ReadonlyMap<string, SoldItem[]>): Promise<void> {
  const taxes = await taxesOfOrders(trx, idsOf(calls));
  await post(
    trx,
    calls.flatMap(({ actorId, version, at, params: { paymentId } }) => {
      const entries = taxEntries(taxes.get(actorId) ?? []);
      if (paymentId === null || entries.length === 0) return [];
      return {
        kind: 'tax' as const,
        cause: `${actorId}/${version}/tax`,
        reservationId: actorId,
        paymentId,
        currency: items.get(actorId)?.[0]?.currency ?? marketplaceCurrency,
        at,
        entries,
      };
    }),
  );
}

/** Tickets that were sold elsewhere leave the sale with their hold, and their listing with the last of them. */
async function release(trx: Trx, calls: Calls<'releaseTickets'>): Promise<FollowUp[]> {
  const gone = calls.filter(({ context: { broken } }) => broken !== null && leavesSale(broken.cause));
  await releaseHeld(trx, idsOf(calls), idsOf(gone));
  if (gone.length === 0) return [];
  const emptied = await notifySeatsGone(
    trx,
    gone.map(({ actorId, at, context }) => ({
      reservationId: actorId,
      at,
      reason: breakCauseNames[context.broken?.cause ?? 'doubleSale'],
    })),
  );
  // One that has ended meanwhile has left the sale already.
  return emptied.map(({ reservationId, listingId, reason }) => {
    const call = gone.find(({ actorId }) => actorId === reservationId) as (typeof gone)[number];
    return followUp(call, listingMachine, listingId, { type: 'withdraw', reason }, { mayBeRefused: true });
  });
}

export const reservationActor = defineActor(reservationMachine, {
  prefix: 'rsv',
  table: 'reservations',
  context: reservationContext,
  messages: {
    pay: null,
    paymentCaptured: null,
    paymentFailed: null,
    claim: null,
    voidOrder: { label: 'Void this free order', needsReason: true },
    cancel: { label: 'Let the tickets go', needsReason: false },
    breakHold: { label: 'Break this hold', needsReason: true },
    extend: { label: 'Give it more time', needsReason: true },
    move: { label: 'Move it to other seats', needsReason: true },
    reacquire: null,
    refunded: null,
    ticketsRefunded: null,
  },
  inTransaction: {
    releaseTickets: release,
    sellTickets: sell,
    async reacquireTickets(trx, calls, engine) {
      await reacquire(
        trx,
        calls.map(({ actorId, params }) => ({ reservationId: actorId, moved: params.moved })),
      );
      await sell(trx, calls, engine);
    },
    takeTicketsBack,
    storeDeadline,
    moveTickets,
    takeSomeBack,
    askForReview: (trx, calls) =>
      setAttention(trx, idsOf(calls), 'review', 'The payment has had no outcome for 15 minutes'),
    clearReview: (trx, calls) => setAttention(trx, idsOf(calls), 'review', null),
    notifyDeadline: async (_trx, calls) =>
      calls.flatMap((call) => {
        const { paymentId } = call.context;
        if (paymentId === null) return [];
        // A payment that no longer waits for the fan refuses the message.
        return [
          followUp(call, paymentMachine, paymentId, { type: 'deadlineReached' }, { mayBeRefused: true }),
        ];
      }),
  },
  jobs: {
    mailTickets: (call) => ({ task: 'notifications.mailOrder', payload: { reservationId: call.actorId } }),
    mailRefund: (call) => ({ task: 'notifications.mailRefund', payload: { reservationId: call.actorId } }),
    mailFailed: (call) => ({
      task: 'notifications.mailPaymentFailed',
      payload: { reservationId: call.actorId },
    }),
    mailTicketsRefunded: (call) => ({
      task: 'notifications.mailTicketsRefunded',
      payload: { reservationId: call.actorId, refundId: call.params.refundId },
    }),
    mailBroken: (call) => {
      const { broken } = call.context;
      if (broken === null) throw new Error(`${call.actorId} was not broken by anybody`);
      return {
        task: 'notifications.mailHoldBroken',
        payload: {
          reservationId: call.actorId,
          cause: breakCauseForFan(broken),
          charged: call.params.charged,
        },
      };
    },
  },
});
