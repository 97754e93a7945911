import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { finishAuthentication } from '../bank.ts';
import type { Gateway } from '../gateway.ts';
import { parseForm } from '../http/params.ts';
import type { Payment } from '../records.ts';

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character]!);

/** Formats minor units for people, such as `$125.00`. */
export function readableAmount(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency: currency.toUpperCase() });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

const style = `
  :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --line: #6b7280; --accent: #1d4ed8; }
  @media (prefers-color-scheme: dark) { :root { --ink: #f3f4f6; --paper: #16191d; --line: #9ca3af; --accent: #93b4ff; } }
  body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
  main { max-width: 26rem; margin: 0 auto; padding: 1.5rem 1rem; }
  h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
  dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; border-block: 1px solid var(--line); padding: 1rem 0; }
  dt { color: inherit; } dd { margin: 0; text-align: right; font-weight: 600; overflow-wrap: anywhere; }
  form { display: flex; flex-wrap: wrap; gap: .75rem; }
  button { flex: 1 1 8rem; min-height: 3rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 2px solid var(--accent); cursor: pointer; }
  .approve { background: var(--accent); color: var(--paper); } .refuse { background: transparent; color: var(--ink); }
  :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
  a { color: var(--accent); }`;

interface Page {
  title: string;
  main: string;
  script?: string;
}

function send(ctx: Context, status: number, { title, main, script }: Page): void {
  const nonce = randomUUID();
  ctx.status = status;
  ctx.set({
    'Cache-Control': 'no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    // Any merchant may frame the test bank, as banks allow.
    'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors *`,
  });
  ctx.type = 'html';
  ctx.body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${main}
</main>
${script === undefined ? '' : `<script nonce="${nonce}">${script}</script>`}
</body>
</html>
`;
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
