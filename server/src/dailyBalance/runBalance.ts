/**
 * Reads Stripe's balance: every movement is stored and compared with the books, payouts and Stripe's own fees are booked, and what
 * is left is a line for finance. Nothing is ever edited to make it fit.
 * Source: https://docs.stripe.com/api/balance_transactions/list, /api/balance
 */
import {
  atStripe,
  movedSince,
  ourBank,
  post,
  postedCauses,
  stripeEntries,
  stripeFees,
} from '../ledger/index.ts';
import {
  listMovements,
  readStripeBalance,
  type StripeClient,
  type StripeMovement,
} from '../payments/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, queryPrepared, records, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { marketDay } from '../stats/index.ts';
import { causeOf, compareMovements, type Difference, type Movement, ownKinds } from './compare.ts';
import { differencesOfTransfers } from './readTransfers.ts';

/** Days that are read and compared again: banks and webhooks are late. */
const againDays = 14;
/** Milliseconds that the books may be behind Stripe. */
const graceMs = 15 * 60_000;
/** Movements written at a time. */
const writtenAtOnce = 1_000;

/**
 * One reading.
 * @param grace milliseconds for which a movement may wait for its entry, and the other way round
 * @returns how many differences are open
 */
export async function runBalance(
  app: Pick<AppContext, 'db'>,
  stripe: StripeClient,
  { grace = graceMs }: { grace?: number } = {},
): Promise<number> {
  await readMovements(app, stripe);
  const balances = await readStripeBalance(stripe);
  return inTransaction(app.db, async (trx) => {
    await queryPrepared(trx, `SELECT pg_advisory_xact_lock(hashtext('daily_balance'))`, []);
    await bookOwn(trx);
    const found = [...(await compareRecent(trx, grace)), ...(await remainders(trx, balances))];
    await storeBalances(trx, balances);
    return storeDifferences(trx, found);
  });
}

async function readMovements({ db }: Pick<AppContext, 'db'>, stripe: StripeClient): Promise<void> {
  const [newest] = await inTransaction(db, (trx) =>
    queryPrepared<{ since: number | null }>(
      trx,
      `SELECT extract(epoch FROM max(at) - make_interval(days => ${againDays}))::bigint AS since FROM balance_transactions`,
      [],
    ),
  );
  let part: StripeMovement[] = [];
  const write = async () => {
    if (part.length > 0) await inTransaction(db, (trx) => storeMovements(trx, part));
    part = [];
  };
  for await (const movement of listMovements(stripe, newest?.since ?? null)) {
    part.push(movement);
    if (part.length >= writtenAtOnce) await write();
  }
  await write();
}

async function storeMovements(trx: Trx, movements: readonly StripeMovement[]): Promise<void> {
  const { from, value } = records(movements, {
    id: 'text',
    type: 'text',
    amount: 'bigint',
    fee: 'bigint',
    currency: 'text',
    source: 'text',
    intent: 'text',
    transfer: 'text',
    at: 'timestamptz',
  });
  await queryPrepared(
    trx,
    `INSERT INTO balance_transactions (id, type, amount, fee, currency, source, payment_id, transfer_id, at)
     SELECT n.id, n.type, n.amount, n.fee, n.currency, n.source, p.id, n.transfer, n.at FROM ${from}
     LEFT JOIN payments_charges p ON p.stripe_id = n.intent
     ON CONFLICT (id) DO UPDATE SET type = excluded.type, amount = excluded.amount, fee = excluded.fee, currency = excluded.currency,
       payment_id = coalesce(excluded.payment_id, balance_transactions.payment_id),
       transfer_id = coalesce(excluded.transfer_id, balance_transactions.transfer_id)`,
    [value],
  );
}

const movementColumns = 'id, type, amount, fee, currency, payment_id AS "paymentId", at';

/** Payouts, and fees that aren't a charge's, are booked under their own ids. */
async function bookOwn(trx: Trx): Promise<void> {
  const rows = await queryPrepared<Movement>(
    trx,
    `SELECT ${movementColumns} FROM balance_transactions WHERE type = ANY($1::text[]) AND at >= now() - make_interval(days => ${2 * againDays})`,
    [Object.keys(ownKinds)],
  );
  const known = await postedCauses(trx, rows.map(causeOf));
  await post(
    trx,
    rows
      .filter((row) => !known.has(causeOf(row)))
      .map((row) => {
        const kind = ownKinds[row.type] as 'stripePayout' | 'stripeFee';
        const moved = row.amount - row.fee;
        return {
          kind,
          cause: causeOf(row),
          reservationId: null,
          paymentId: null,
          currency: row.currency,
          at: row.at.toISOString(),
          entries: [
            { account: kind === 'stripePayout' ? ourBank : stripeFees, amount: -moved },
            { account: atStripe, amount: moved },
          ],
        };
      }),
  );
}

/** The payments of which either side moved money lately, whole; and what is about no payment. */
async function compareRecent(trx: Trx, grace: number): Promise<Difference[]> {
  const since = new Date(Date.now() - againDays * 86_400_000);
  const until = Date.now() - grace;
  const booked = await movedSince(trx, since);
  const recent = await queryPrepared<Movement>(
    trx,
    `SELECT ${movementColumns} FROM balance_transactions WHERE at >= $1 OR payment_id = ANY($2::text[])`,
    [since, [...new Set(booked.flatMap(({ paymentId }) => paymentId ?? []))]],
  );
  const paymentIds = [...new Set([...recent, ...booked].flatMap(({ paymentId }) => paymentId ?? []))];
  const whole = await queryPrepared<Movement>(
    trx,
    `SELECT ${movementColumns} FROM balance_transactions WHERE payment_id = ANY($1::text[])`,
    [paymentIds],
  );
  const movements = [...new Map([...recent, ...whole].map((each) => [each.id, each])).values()];
  const entries = await stripeEntries(trx, paymentIds, movements.map(causeOf));
  const loose = booked.filter(({ paymentId }) => paymentId === null);
  const all = [...new Map([...entries, ...loose].map((each) => [each.id, each])).values()];
  const found = [
    ...compareMovements(movements, all),
    ...(await differencesOfTransfers(trx, { since, booked })),
  ];
  return found.filter(({ at }) => at.getTime() <= until);
}

/** What stands at Stripe by its own word, less what its movements leave. */
async function remainders(trx: Trx, balances: ReadonlyMap<string, number>): Promise<Difference[]> {
  const rows = await queryPrepared<{ currency: string; amount: number }>(
    trx,
    'SELECT currency, sum(amount - fee)::bigint AS amount FROM balance_transactions GROUP BY currency',
    [],
  );
  const left = new Map(rows.map(({ currency, amount }) => [currency, amount]));
  return [...new Set([...balances.keys(), ...left.keys()])].flatMap((currency): Difference[] => {
    const amount = (balances.get(currency) ?? 0) - (left.get(currency) ?? 0);
    if (amount === 0) return [];
    return [
      {
        kind: 'remainder',
        subject: currency,
        amount,
        currency,
        text: 'Stripe’s balance isn’t what its transactions leave. Ask Stripe, with the days and sums of this page.',
        reservationId: null,
        at: new Date(),
      },
    ];
  });
}

async function storeBalances(trx: Trx, balances: ReadonlyMap<string, number>): Promise<void> {
  for (const [currency, amount] of balances)
    await queryPrepared(
      trx,
      `INSERT INTO balance_readings (currency, amount, read_at) VALUES ($1, $2, now())
       ON CONFLICT (currency) DO UPDATE SET amount = excluded.amount, read_at = now()`,
      [currency, amount],
    );
}

/** A difference that is there still keeps its line; one that is gone says when. */
async function storeDifferences(trx: Trx, found: readonly Difference[]): Promise<number> {
  const { from, value } = records(
    found.map((each) => ({ ...each, id: newId('balanceDifference'), at: each.at.toISOString() })),
    {
      id: 'text',
      kind: 'text',
      subject: 'text',
      amount: 'bigint',
      currency: 'text',
      text: 'text',
      reservationId: 'text',
      at: 'timestamptz',
    },
  );
  await queryPrepared(
    trx,
    `UPDATE balance_differences d SET gone_at = now() WHERE gone_at IS NULL AND d.found_at >= now() - make_interval(days => ${againDays})
       AND NOT EXISTS (SELECT FROM ${from} WHERE n.kind = d.kind AND n.subject = d.subject AND n.amount = d.amount)`,
    [value],
  );
  await queryPrepared(
    trx,
    `INSERT INTO balance_differences (id, kind, subject, day, currency, amount, text, reservation_id)
     SELECT n.id, n.kind, n.subject, ${marketDay('n.at')}, n.currency, n.amount, n.text, n.reservation_id FROM ${from}
     ON CONFLICT (kind, subject) WHERE gone_at IS NULL DO NOTHING`,
    [value],
  );
  const [open] = await queryPrepared<{ count: number }>(
    trx,
    'SELECT count(*)::int AS count FROM balance_differences WHERE gone_at IS NULL AND settled_at IS NULL',
    [],
  );
  return open?.count ?? 0;
}
