import type { Call } from './call.ts';
import { missing } from './errors.ts';
import { paymentIntentIdOfCharge } from './ids.ts';
import { type Page, pageOf } from './lists.ts';
import { expandParam } from './params.ts';
import { presentCharge } from './present.ts';
import { decodeRecord, type GatewayEvent } from './records.ts';

/** `GET /v1/charges/:id` */
export async function retrieveCharge(call: Call) {
  const expand = expandParam(call.form, ['payment_intent']);
  const payment = await call.gateway.store.find('payment', paymentIntentIdOfCharge(call.id));
  const charge = payment?.charges.find(({ id }) => id === call.id);
  if (payment === undefined || charge === undefined) throw missing('charge', call.id);
  return presentCharge(payment, charge, expand);
}

/** `GET /v1/events/:id` */
export async function retrieveEvent(call: Call): Promise<object> {
  const event = await call.gateway.store.find('event', call.id);
  if (event === undefined) throw missing('event', call.id);
  return JSON.parse(event.text) as object;
}

/** `GET /v1/events` */
export async function listEvents(call: Call): Promise<Page<object>> {
  const { rows, hasMore } = await pageOf(call, 'event');
  const data = rows.map(({ body }) => JSON.parse((decodeRecord(body) as GatewayEvent).text) as object);
  return { object: 'list', data, has_more: hasMore, url: '/v1/events' };
}

/**
 * `GET /v1/balance`: captured less refunded and disputed. The sandbox charges no fees and makes no payouts.
 */
export async function retrieveBalance(call: Call) {
  const available = [...call.gateway.totals.all()].map(([currency, { captured, refunded, disputed }]) => {
    const amount = captured - refunded - disputed;
    return { amount, currency, source_types: { card: amount } };
  });
  return { object: 'balance', available, livemode: false, pending: [] };
}

/** `GET /v1/account` */
export async function retrieveAccount({ gateway }: Call) {
  return {
    id: 'acct_sandbox',
    object: 'account',
    business_profile: { name: gateway.merchantName },
    charges_enabled: true,
    country: 'US',
    default_currency: 'usd',
    details_submitted: true,
    payouts_enabled: true,
    type: 'standard',
  };
}
