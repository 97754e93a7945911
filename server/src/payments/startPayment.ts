/** A fan pays for what they hold: many requests in one transaction, each with its own answer. */
import type { Payment } from '@holdfast/shared/payments';
import { paymentMachine } from '@holdfast/shared/payments/machines';
import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Buyer, blocksAmong, isBlocked, refusedAsBlocked } from '../blocks/index.ts';
import type { EventStatus } from '../catalog/index.ts';
import { currentContent } from '../content/index.ts';
import { type Created, messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type Batcher, createBatcher } from '../platform/batcher.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import { inTransaction, queryPrepared, type Trx } from '../platform/db/index.ts';
import { keyReused, readAnswers, storeAnswers } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import {
  endHoldForEvent,
  holdEndedByEvent,
  type ReservationsOrders,
  setOrderEmails,
} from '../reservations/index.ts';
import { keepPurchaseFacts, type Origin } from './purchaseFacts.ts';

export interface PayRequest {
  reservationId: string;
  /** The fan who asks: only the holder pays. */
  fanId: string;
  confirmationTokenId: string;
  email: string | null;
  /** Of the account that pays; absent or null: a guest. */
  accountEmail?: string | null;
  /** From where; absent where nobody knows. */
  origin?: Origin;
  key: string | null;
  hash: string;
}
export type PayAnswer = { started: Payment } | { refused: Problem };
export type PaymentStarts = Batcher<PayRequest, PayAnswer>;

type ReservationRow = Pick<
  ReservationsOrders,
  'id' | 'fan_id' | 'state' | 'email' | 'total_amount' | 'currency'
> & { at: Date; event_status: EventStatus; event_started: boolean };

export function createPaymentStarts(app: AppContext): PaymentStarts {
  return createBatcher(
    async (requests) => {
      const answers = await payBatch(app, requests);
      crashPoint('pay: committed, not answered');
      return answers;
    },
    { maxBatch: 128, maxInFlight: 1 },
  );
}

async function payBatch(app: AppContext, requests: PayRequest[]): Promise<PayAnswer[]> {
  return inTransaction(app.db, async (trx) => {
    const reservations = await lockReservations(
      trx,
      requests.map(({ reservationId }) => reservationId),
    );
    const kept = await readAnswers<Payment>(
      trx,
      requests.flatMap(({ key }) => key ?? []),
    );
    const buyer = (request: PayRequest): Buyer => ({
      fanId: request.fanId,
      emails: [request.email, request.accountEmail, reservations.get(request.reservationId)?.email],
    });
    const blocked = await blocksAmong(trx, requests.map(buyer));
    const begun = new Set<string>();
    const starts: Array<{
      request: PayRequest;
      reservation: ReservationRow;
      created: Created;
      payment: Payment;
    }> = [];
    const answers = requests.map((request): PayAnswer => {
      const before = request.key === null ? undefined : kept.get(request.key);
      if (before) return before.hash === request.hash ? { started: before.answer } : { refused: keyReused() };
      const reservation = reservations.get(request.reservationId);
      const refused = refusalOf(reservation, request, begun) ?? blockedRefusal(blocked, buyer(request));
      if (refused || !reservation) return { refused: refused ?? notFound('reservation') };
      begun.add(reservation.id);
      const start = startOf(app, request, reservation);
      starts.push(start);
      if (request.key !== null) kept.set(request.key, { hash: request.hash, answer: start.payment });
      return { started: start.payment };
    });
    if (starts.length > 0) await write(app, trx, starts);
    await endHoldsOfCalledOff(app, trx, requests, reservations);
    crashPoint('pay: decided, not committed');
    return answers;
  });
}

async function lockReservations(trx: Trx, ids: string[]): Promise<Map<string, ReservationRow>> {
  const rows = await queryPrepared<ReservationRow>(
    trx,
    `SELECT r.id, r.fan_id, r.state, r.email, r.total_amount, r.currency, now() AS at, e.status AS event_status,
       e.starts_at <= now() AS event_started
     FROM reservations_orders r JOIN catalog_calendar e ON e.id = r.event_id WHERE r.id = ANY($1::text[])
     ORDER BY r.id FOR NO KEY UPDATE OF r`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

function refusalOf(
  reservation: ReservationRow | undefined,
  request: PayRequest,
  begun: Set<string>,
): Problem | null {
  if (!reservation || reservation.fan_id !== request.fanId) return notFound('reservation');
  if (reservation.state === 'pending.paying' || begun.has(reservation.id))
    return new Problem(
      'payment_under_way',
      'A payment for these tickets is under way. Wait for its outcome.',
    );
  if (reservation.state === 'expired' || reservation.state === 'failed')
    return new Problem(
      'hold_expired',
      'The time to pay is over. Nothing was charged. Hold the tickets again if they are free.',
    );
  if (reservation.state !== 'pending.holding')
    return new Problem('transition_refused', 'These tickets can’t be paid for now.', {
      state: reservation.state,
      accepts: [],
    });
  if (reservation.total_amount === 0)
    return new Problem('transition_refused', 'These tickets are free: get them without a payment.', {
      state: reservation.state,
      accepts: ['claim'],
    });
  const calledOff = eventRefusal(reservation);
  if (calledOff) return calledOff.problem;
  if (!reservation.email && !request.email)
    return fieldsRefused([
      { field: 'email', code: 'required', message: 'Give an email address: the tickets are sent there.' },
    ]);
  return null;
}

const blockedRefusal = (blocked: ReadonlySet<string>, buyer: Buyer): Problem | null =>
  isBlocked(blocked, buyer) ? refusedAsBlocked('Nothing was charged.') : null;

/** Why nothing may be paid for the event any more, and how the fan is told; null: it is on sale. */
function eventRefusal({
  event_status,
  event_started,
}: ReservationRow): { problem: Problem; words: string } | null {
  const refusal = (code: 'event_canceled' | 'event_postponed' | 'event_started', what: string) => ({
    problem: new Problem(code, `${what} Nothing was charged, and your hold has ended.`),
    words: holdEndedByEvent[code],
  });
  if (event_status === 'cancelled')
    return refusal('event_canceled', 'This event was canceled while you held the tickets.');
  if (event_status === 'postponed')
    return refusal('event_postponed', 'This event was postponed while you held the tickets.');
  if (event_started) return refusal('event_started', 'The sale of this event is over.');
  return null;
}

/** Nobody can pay for these holds any more: they end with the refusal, so that no seat stays blocked. */
async function endHoldsOfCalledOff(
  app: AppContext,
  trx: Trx,
  requests: PayRequest[],
  reservations: Map<string, ReservationRow>,
): Promise<void> {
  const asked = new Map(
    requests.map(({ reservationId, fanId }) => [`${reservationId} ${fanId}`, reservationId]),
  );
  for (const reservation of reservations.values()) {
    const isOwn = asked.has(`${reservation.id} ${reservation.fan_id}`);
    const refusal = isOwn && reservation.state === 'pending.holding' ? eventRefusal(reservation) : null;
    if (refusal) await endHoldForEvent(trx, app.engine, reservation.id, refusal.words);
  }
}

function startOf(app: AppContext, request: PayRequest, reservation: ReservationRow) {
  const id = newId('payment');
  const at = reservation.at.toISOString();
  const { total_amount: amount, currency } = reservation;
  const created = app.engine.create(paymentMachine, {
    id,
    input: { reservationId: reservation.id, amount, currency },
    at,
    by: request.fanId,
  });
  const payment: Payment = {
    id,
    reservationId: reservation.id,
    state: 'confirming',
    amount: { amount, currency },
    clientSecret: null,
    nextActionUrl: null,
    decline: null,
    card: null,
    createdAt: at,
  };
  return { request, reservation, created, payment };
}

async function write(app: AppContext, trx: Trx, starts: ReturnType<typeof startOf>[]): Promise<void> {
  // One array per column instead of `records`: part of every purchase, in batches.
  await queryPrepared(
    trx,
    `INSERT INTO payments (id, reservation_id, amount, currency, created_at, state, snapshot, machine_version, version)
     SELECT n.*, 1 FROM unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::timestamptz[], $6::text[], $7::jsonb[], $8::int[]) AS n`,
    [
      starts.map(({ created }) => created.id),
      starts.map(({ reservation }) => reservation.id),
      starts.map(({ payment }) => payment.amount.amount),
      starts.map(({ payment }) => payment.amount.currency),
      starts.map(({ payment }) => payment.createdAt),
      starts.map(({ created }) => created.state),
      starts.map(({ created }) => JSON.stringify(created.snapshot)),
      starts.map(({ created }) => created.machineVersion),
    ],
  );
  await app.engine.recordCreated(
    trx,
    starts.map(({ created }) => created),
  );
  await keepPurchaseFacts(
    trx,
    (await currentContent(app)).terms,
    starts.map(({ request, created }) => ({
      paymentId: created.id,
      fanId: request.fanId,
      origin: request.origin ?? { ip: null, userAgent: null },
    })),
  );
  const withMail = starts.filter(({ request }) => request.email !== null);
  await setOrderEmails(
    trx,
    withMail.map(({ request, reservation }) => ({
      reservationId: reservation.id,
      email: request.email as string,
    })),
  );
  const outcomes = await app.engine.apply(
    trx,
    starts.flatMap(({ request: { fanId: by, confirmationTokenId }, reservation, payment }) => [
      messageTo(reservationMachine, reservation.id, { type: 'pay', paymentId: payment.id }, { by }),
      messageTo(paymentMachine, payment.id, { type: 'confirm', confirmationTokenId }, { by }),
    ]),
  );
  const refused = outcomes.find(({ kind }) => kind !== 'applied');
  if (refused) throw new Error(`${refused.id} answered ${refused.kind} when a payment began`);
  await storeAnswers(
    trx,
    starts.flatMap(({ request: { key, hash }, payment }) =>
      key === null ? [] : [{ key, hash, status: 202, answer: payment }],
    ),
  );
}
