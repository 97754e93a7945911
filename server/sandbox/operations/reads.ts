import { z } from 'zod';
import { type Gateway, get } from '../gateway.ts';
import { type Endpoints, endpoint, nothing } from '../http/endpoint.ts';
import { missing } from '../http/errors.ts';
import { expand } from '../http/params.ts';
import { paymentIntentIdOfCharge } from '../ids.ts';
import { presentCharge } from '../present.ts';
import { presentPayout, presentTransaction } from '../presentBalance.ts';
import type { GatewayEvent } from '../records.ts';
import { listEndpoint } from './lists.ts';

/** Sums over all payments of one currency, minor units. */
interface CurrencyTotals {
  currency: string;
  captured: number;
  refunded: number;
  /** What open and lost disputes have taken back. */
  disputed: number;
  /** What the gateway kept. */
  fees: number;
  net: number;
}

const readTotals = ({ store }: Gateway) =>
  store.query<CurrencyTotals>(`
    WITH payments AS (
      SELECT body->>'currency' AS currency,
             sum((charge->>'amountCaptured')::bigint)::float8 AS captured,
             sum((charge->>'amountRefunded')::bigint)::float8 AS refunded,
             sum((charge->>'disputedAmount')::bigint)::float8 AS disputed
        FROM $schema.records, json_array_elements(body->'charges') AS charge
       WHERE kind = 'payment' GROUP BY 1
    ), kept AS (
      SELECT body->>'currency' AS currency, sum((body->>'fee')::bigint)::float8 AS fees
        FROM $schema.records WHERE kind = 'transaction' GROUP BY 1
    )
    SELECT payments.*, coalesce(fees, 0) AS fees, captured - refunded - disputed - coalesce(fees, 0) AS net FROM payments
      LEFT JOIN kept USING (currency) ORDER BY 1`);

/** Every payment, and the sums per currency, counted from the stored payments. Minor units. */
async function readBooks(gateway: Gateway) {
  const payments = await gateway.store.query(`
    SELECT id, (body->>'amount')::float8 AS amount, body->>'currency' AS currency, body->>'status' AS status,
           CASE body->>'status' WHEN 'requires_capture' THEN (body->>'amount')::float8 ELSE 0 END AS "amountCapturable",
           coalesce((charge->>'amountCaptured')::float8, 0) AS "amountCaptured",
           coalesce((charge->>'amountRefunded')::float8, 0) AS "amountRefunded",
           coalesce((charge->>'disputedAmount')::float8, 0) AS "disputedAmount",
           body->'metadata' AS metadata
      FROM $schema.records CROSS JOIN LATERAL (SELECT body->'charges'->-1 AS charge) AS latest
     WHERE kind = 'payment' ORDER BY seq`);
  const totals = await readTotals(gateway);
  const per = (sum: Exclude<keyof CurrencyTotals, 'currency'>) =>
    Object.fromEntries(totals.map((row) => [row.currency, row[sum]]));
  return {
    payments,
    totals: {
      captured: per('captured'),
      refunded: per('refunded'),
      disputed: per('disputed'),
      fees: per('fees'),
      net: per('net'),
    },
  };
}

/** What of the balance may be sent on, minor units. */
export async function balanceOf(gateway: Gateway, currency: string): Promise<number> {
  return (await readBalance(gateway)).find((each) => each.currency === currency)?.amount ?? 0;
}

/** The balance: what its movements leave, and what tests planted beside them. Minor units. */
const readBalance = ({ store }: Gateway) =>
  store.query<{ currency: string; amount: number }>(`
    SELECT body->>'currency' AS currency,
           sum((body->>'amount')::bigint - coalesce((body->>'fee')::bigint, 0))::float8 AS amount
      FROM $schema.records WHERE kind IN ('transaction', 'planted') GROUP BY 1 ORDER BY 1`);

const presentEvent = ({ text }: GatewayEvent) => JSON.parse(text) as object;
const chargeParams = z.strictObject({ expand: expand(['payment_intent']) });
const movements = '/v1/balance_transactions';

/** What is only read. */
export const reads: Endpoints = {
  'GET /v1/charges/:id': endpoint(chargeParams, async ({ store, id, params }) => {
    const payment = await store.find('payment', paymentIntentIdOfCharge(id));
    const charge = payment?.charges.find((each) => each.id === id);
    if (payment === undefined || charge === undefined) throw missing('charge', id);
    return presentCharge(payment, charge, params.expand);
  }),
  'GET /v1/events': listEndpoint('event', '/v1/events', [], presentEvent),
  'GET /v1/events/:id': endpoint(nothing, async (call) => presentEvent(await get(call, 'event', call.id))),
  [`GET ${movements}`]: listEndpoint('transaction', movements, ['source'], presentTransaction),
  'GET /v1/payouts': listEndpoint('payout', '/v1/payouts', [], presentPayout),
  'GET /v1/balance': endpoint(nothing, async (gateway) => {
    const available = (await readBalance(gateway)).map(({ currency, amount }) => ({
      amount,
      currency,
      source_types: { card: amount },
    }));
    return { object: 'balance', available, livemode: false, pending: [] };
  }),
  'GET /v1/account': endpoint(nothing, ({ merchantName }) => ({
    id: 'acct_sandbox',
    object: 'account',
    business_profile: { name: merchantName },
    charges_enabled: true,
    country: 'US',
    default_currency: 'usd',
    details_submitted: true,
    payouts_enabled: true,
    type: 'standard',
  })),
  'GET /sandbox/totals': endpoint(nothing, readBooks, { isControl: true }),
};
