/**
 * Forty kinds of differences between Stripe's balance and the books: each with how it is planted and what must name it. All are
 * planted in `dailyBalance/planted.proof.ts`, some of each group in `dailyBalance/dailyBalance.http.test.ts`.
 */
import type { DifferenceKind } from '@holdfast/shared/dailyBalance';
import { sandboxKeys } from '../src/paymentService.ts';
import { inTransaction, queryPrepared, type Trx } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';
import { bankDoes } from './bank.ts';
import { buildListing } from './factories/listings.ts';
import { eventually, Fan } from './fan.ts';
import type { TestApp } from './runningApp.ts';

/** An order in whose payment money moved in every way. */
export interface MovedOrder {
  app: TestApp;
  reservationId: string;
  paymentId: string;
  intent: string;
}

/** What a planted difference must be named as. */
export interface Expected {
  kind: DifferenceKind;
  /** The order that it is about; null: its subject says. */
  reservationId: string | null;
  subject: string | null;
}

/** A kind of difference. */
export interface Planted {
  name: string;
  kind: DifferenceKind;
  plant(order: MovedOrder): Promise<Partial<Expected>>;
}

const admin = (app: TestApp, path: string, body: object) => bankDoes(app, path, body);

/** Buys, refunds a part and has it returned, refunds another part, loses a dispute of a part and wins it back. */
export async function buyAndMove(app: TestApp): Promise<MovedOrder> {
  const { id: reservationId } = await new Fan(app).buy((await buildListing(app.context)).id, 2);
  const row = () => app.context.db('payments').where({ reservation_id: reservationId }).first();
  const { id: paymentId, stripe_id: intent } = await row();
  const refunds = () => app.context.db('refunds').where({ payment_id: paymentId }).orderBy('id');
  for (const amount of [1_000, 2_000])
    await fetch(`${app.sandboxUrl}/v1/refunds`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${sandboxKeys.secretKey}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `payment_intent=${intent}&amount=${amount}`,
    });
  await eventually(
    'both refunds are done',
    async () => (await refunds()).filter(({ state }) => state === 'done').length === 2,
  );
  const returned = (await refunds()).find(({ amount }) => Number(amount) === 2_000);
  await bankDoes(app, `refunds/${returned.stripe_id}`);
  const { id: disputeId } = await bankDoes(app, 'disputes', { paymentIntent: intent, amount: 3_000 });
  // A verdict that comes before the dispute itself moves nothing in the books.
  const dispute = () => app.context.db('disputes').where({ stripe_id: disputeId }).first();
  await eventually('the dispute is here', async () => (await dispute())?.state === 'open.needsResponse');
  await bankDoes(app, `disputes/${disputeId}`, { status: 'won' });
  const posted = async () =>
    (
      await app.context
        .db('ledger_postings')
        .where({ payment_id: paymentId, account: 'stripe' })
        .distinct('kind')
    ).map(({ kind }) => kind);
  const wanted = ['sale', 'refund', 'refundReturned', 'dispute', 'disputeWon'];
  await eventually('the books have all of it', async () => {
    const kinds = await posted();
    return wanted.every((kind) => kinds.includes(kind));
  });
  return { app, reservationId, paymentId, intent };
}

/** Writes past the triggers that keep the ledger as it is. */
const inBooks = ({ app }: MovedOrder, work: (trx: Trx) => Promise<unknown>) =>
  inTransaction(app.context.db, async (trx) => {
    await queryPrepared(trx, 'SET LOCAL session_replication_role = replica', []);
    return work(trx);
  });

type BookedKind = 'sale' | 'refund' | 'refundReturned' | 'dispute' | 'disputeWon' | 'stripeFee';

async function transactionOf(trx: Trx, { paymentId }: MovedOrder, kind: BookedKind): Promise<string> {
  const [row] = await queryPrepared<{ id: string }>(
    trx,
    `SELECT t.id FROM ledger_transactions t JOIN ledger_entries e ON e.transaction_id = t.id AND e.account = 'stripe'
     WHERE t.payment_id = $1 AND t.kind = $2 ORDER BY abs(e.amount), t.id LIMIT 1`,
    [paymentId, kind],
  );
  if (!row) throw new Error(`${paymentId} has no ${kind}`);
  return row.id;
}

const drop = (kind: BookedKind) => async (order: MovedOrder) => {
  await inBooks(order, async (trx) => {
    const id = await transactionOf(trx, order, kind);
    await queryPrepared(trx, 'DELETE FROM ledger_entries WHERE transaction_id = $1', [id]);
    await queryPrepared(trx, 'DELETE FROM ledger_transactions WHERE id = $1', [id]);
  });
  return { reservationId: order.reservationId };
};

const twice = (kind: BookedKind) => async (order: MovedOrder) => {
  const copy = newId('ledgerTransaction');
  await inBooks(order, async (trx) => {
    const id = await transactionOf(trx, order, kind);
    await queryPrepared(
      trx,
      `INSERT INTO ledger_transactions (id, kind, reservation_id, payment_id, cause, at)
       SELECT $2, kind, reservation_id, payment_id, 'planted/' || $2, at FROM ledger_transactions WHERE id = $1`,
      [id, copy],
    );
    await queryPrepared(
      trx,
      `INSERT INTO ledger_entries (transaction_id, line, account, amount, currency)
       SELECT $2, line, account, amount, currency FROM ledger_entries WHERE transaction_id = $1`,
      [id, copy],
    );
  });
  return { reservationId: order.reservationId };
};

const change = (kind: BookedKind, set: string) => async (order: MovedOrder) => {
  await inBooks(order, async (trx) => {
    const id = await transactionOf(trx, order, kind);
    await queryPrepared(
      trx,
      `UPDATE ledger_entries SET ${set} WHERE transaction_id = $1 AND account = 'stripe'`,
      [id],
    );
  });
  return { reservationId: order.reservationId };
};

/** The sandbox's record of a movement: the list of Stripe's transactions is read from there. */
async function movementOf(order: MovedOrder, where: string): Promise<string> {
  const { rows } = await order.app.context.db.raw(
    `SELECT id FROM sandbox.records WHERE kind = 'transaction' AND parent = ? AND ${where} ORDER BY seq LIMIT 1`,
    [order.intent],
  );
  return rows[0].id;
}
const movements: Record<Exclude<BookedKind, 'stripeFee'>, string> = {
  sale: `body->>'type' = 'charge'`,
  refund: `body->>'type' = 'refund'`,
  refundReturned: `body->>'type' = 'refund_failure'`,
  dispute: `body->>'type' = 'adjustment' AND (body->>'amount')::int < 0`,
  disputeWon: `body->>'type' = 'adjustment' AND (body->>'amount')::int > 0`,
};

const removeAtStripe = (kind: keyof typeof movements) => async (order: MovedOrder) => {
  const id = await movementOf(order, movements[kind]);
  await order.app.context.db.raw('DELETE FROM sandbox.records WHERE id = ?', [id]);
  return { reservationId: order.reservationId };
};
const changeAtStripe = (kind: keyof typeof movements, how: object) => async (order: MovedOrder) => {
  const id = await movementOf(order, movements[kind]);
  await admin(order.app, `transactions/${id}`, how);
  return { reservationId: order.reservationId };
};
const addAtStripe = (movement: object) => async (order: MovedOrder) => {
  const { id } = await admin(order.app, 'transactions', movement);
  return { subject: id, reservationId: null };
};

const sides = [
  ['sale', 'a charge'],
  ['refund', 'a refund'],
  ['refundReturned', 'a returned refund'],
  ['dispute', 'a dispute'],
  ['disputeWon', 'a reinstated dispute'],
] as const;

const ofEachSide = (
  name: string,
  kind: DifferenceKind,
  plant: (side: (typeof sides)[number][0]) => Planted['plant'],
): Planted[] => sides.map(([side, what]) => ({ name: `${what} ${name}`, kind, plant: plant(side) }));

/** Forty kinds. */
export const plantedDifferences: readonly Planted[] = [
  ...ofEachSide('that the books don’t have', 'notBooked', drop),
  ...ofEachSide('that the books have twice', 'bookedTwice', twice),
  ...ofEachSide('that is a cent more in the books', 'amountDiffers', (side) =>
    change(side, 'amount = amount + 1'),
  ),
  ...ofEachSide('that Stripe doesn’t have', 'notAtStripe', removeAtStripe),
  ...ofEachSide('that is another sum at Stripe', 'amountDiffers', (side) =>
    changeAtStripe(side, { amount: side === 'refund' || side === 'dispute' ? -777 : 777 }),
  ),
  ...sides
    .filter(([side]) => side !== 'refundReturned' && side !== 'disputeWon')
    .map(([side, what]) => ({
      name: `${what} in another currency in the books`,
      kind: 'currencyDiffers' as const,
      plant: change(side, `currency = 'EUR'`),
    })),
  {
    name: 'a charge in another currency at Stripe',
    kind: 'currencyDiffers',
    plant: changeAtStripe('sale', { currency: 'eur' }),
  },
  { name: 'a fee that the books don’t have', kind: 'feeNotBooked', plant: drop('stripeFee') },
  {
    name: 'a fee that is a cent more in the books',
    kind: 'feeDiffers',
    plant: change('stripeFee', 'amount = amount - 1'),
  },
  {
    name: 'a fee that is another one at Stripe',
    kind: 'feeDiffers',
    plant: changeAtStripe('sale', { fee: 1 }),
  },
  { name: 'a fee in the books that Stripe doesn’t name', kind: 'feeUnknown', plant: twice('stripeFee') },
  {
    name: 'a fee for a dispute that was won, which the books don’t have',
    kind: 'feeNotBooked',
    plant: changeAtStripe('disputeWon', { fee: 1_500 }),
  },
  {
    name: 'a charge of a payment that isn’t ours',
    kind: 'unknownPayment',
    plant: addAtStripe({ type: 'charge', amount: 5_000, paymentIntent: 'pi_elsewhere' }),
  },
  {
    name: 'a refund of a payment that isn’t ours',
    kind: 'unknownPayment',
    plant: addAtStripe({ type: 'refund', amount: -5_000, paymentIntent: 'pi_elsewhere' }),
  },
  { name: 'a top-up', kind: 'unknownType', plant: addAtStripe({ type: 'topup', amount: 10_000 }) },
  {
    name: 'a transfer to another account',
    kind: 'unknownType',
    plant: addAtStripe({ type: 'transfer', amount: -900 }),
  },
  {
    name: 'a reserve that Stripe holds',
    kind: 'unknownType',
    plant: addAtStripe({ type: 'reserve_transaction', amount: -400 }),
  },
  {
    name: 'a balance that no transaction explains',
    kind: 'remainder',
    async plant({ app }) {
      await admin(app, 'balance', { amount: -1 });
      return { subject: 'USD', reservationId: null };
    },
  },
];
