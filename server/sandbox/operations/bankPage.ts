import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { finishAuthentication } from '../bank.ts';
import type { Gateway } from '../gateway.ts';
import { parseForm } from '../http/params.ts';
import type { Payment } from '../records.ts';
import { escapeHtml, type Page, send } from './htmlPage.ts';

/** Formats minor units for people, such as `$125.00`. */
export function readableAmount(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

const brandNames: Record<string, string> = {
  visa: 'Visa',
  mastercard: 'Mastercard',
  amex: 'American Express',
  discover: 'Discover',
  diners: 'Diners Club',
  jcb: 'JCB',
};

function questionPage(payment: Payment, merchant: string): Page {
  const brand = brandNames[payment.card?.brand ?? ''] ?? 'Card';
  const purpose =
    payment.description === null ? '' : `\n<dt>For</dt><dd>${escapeHtml(payment.description)}</dd>`;
  return {
    title: 'Test bank: confirm a payment',
    main: `<h1>Test bank</h1>
<p>This is a trial. No bank is asked and no money moves.</p>
<dl>
<dt>Amount</dt><dd>${escapeHtml(readableAmount(payment.amount, payment.currency))}</dd>
<dt>Payment to</dt><dd>${escapeHtml(merchant)}</dd>${purpose}
<dt>Card</dt><dd>${escapeHtml(brand)} ending in ${escapeHtml(payment.card?.last4 ?? '')}</dd>
</dl>
<p id="question">Do you approve this payment?</p>
<form method="post" aria-describedby="question">
<button class="approve" name="decision" value="approve">Approve</button>
<button class="refuse" name="decision" value="refuse">Refuse</button>
</form>`,
  };
}

/** The `return_url` of the merchant with the parameters that Stripe adds; null when there is none. */
function returnTo(payment: Payment, status: 'succeeded' | 'failed'): string | null {
  const returnUrl = payment.returnUrl === null ? null : URL.parse(payment.returnUrl);
  if (returnUrl === null || !['http:', 'https:'].includes(returnUrl.protocol)) return null;
  returnUrl.searchParams.set('payment_intent', payment.id);
  returnUrl.searchParams.set('payment_intent_client_secret', payment.clientSecret);
  returnUrl.searchParams.set('redirect_status', status);
  return returnUrl.href;
}

/** Escapes `<`, so that the value can't end the script element. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

function outcomePage(payment: Payment): Page {
  const failed = payment.status === 'requires_payment_method' || payment.status === 'canceled';
  const target = returnTo(payment, failed ? 'failed' : 'succeeded');
  const message = { type: 'holdfast-3ds', paymentIntent: payment.id, status: payment.status };
  const link = target === null ? '' : `<p><a href="${escapeHtml(target)}">Go back to the shop</a></p>`;
  return {
    title: `Test bank: ${failed ? 'not approved' : 'approved'}`,
    main: `<h1>${failed ? 'Not approved' : 'Approved'}</h1>
<p role="status">${failed ? 'The payment did not go through.' : 'The bank has said yes.'} You can go back to the shop now.</p>
${link}`,
    // The message contains no secret, so any opener or parent may get it.
    script: `
const message = ${inScript(message)};
const target = ${inScript(target)};
const asker = window.opener ?? (window.parent === window ? null : window.parent);
if (asker !== null) asker.postMessage(message, '*');
if (window.opener !== null) window.close();
else if (asker === null && target !== null) window.location.replace(target);
`,
  };
}

const notFound: Page = {
  title: 'Test bank: not found',
  main: '<h1>Test bank</h1><p role="status">There is no such payment, or this link isn’t complete.</p>',
};

/**
 * `GET` and `POST /sandbox/3ds/:paymentIntent?client_secret=…`: the page on which the cardholder approves or
 * refuses. Afterwards it posts `{ type: 'holdfast-3ds', paymentIntent, status }` to its opener or parent, or
 * goes to the payment's `return_url`.
 */
export function bankPage(gateway: Gateway, bodyOf: (ctx: Context) => Promise<string>): Middleware {
  const router = new Router();
  router.all('/sandbox/3ds/:paymentIntent', async (ctx) => {
    const payment = await gateway.store.find('payment', ctx.params.paymentIntent ?? '');
    if (payment === undefined || ctx.query.client_secret !== payment.clientSecret)
      return send(ctx, 404, notFound);
    const { decision } = ctx.method === 'POST' ? parseForm(await bodyOf(ctx)) : {};
    if (decision === 'approve' || decision === 'refuse') {
      const cause = { requestId: ctx.state.requestId as string, idempotencyKey: null };
      finishAuthentication({ ...gateway, cause }, payment, decision === 'approve');
    }
    const page =
      payment.status === 'requires_action'
        ? questionPage(payment, gateway.merchantName)
        : outcomePage(payment);
    await gateway.store.committed();
    return send(ctx, 200, page);
  });
  return router.routes() as Middleware;
}
