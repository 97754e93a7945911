/** The hosted pages of connected accounts: a trial of Stripe's onboarding, and of an account's own page. */
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import type { AccountLink, ConnectedAccount } from '../connectRecords.ts';
import type { Gateway, Work } from '../gateway.ts';
import { parseForm } from '../http/params.ts';
import { linkSeconds } from '../presentConnect.ts';
import { deauthorize, payOut, standAs } from './accounts.ts';
import { readableAmount } from './bankPage.ts';
import { escapeHtml, type Page, send } from './htmlPage.ts';

const trial = '<p>This is a trial. Stripe isn’t asked and no money moves.</p>';
const button = (name: string, text: string, isMain = false) =>
  `<button class="${isMain ? 'approve' : 'refuse'}" name="decision" value="${name}">${text}</button>`;

const onboardingPage = ({ email }: ConnectedAccount, merchant: string): Page => ({
  title: 'Test onboarding: be paid',
  main: `<h1>Test onboarding</h1>
${trial}
<dl>
<dt>You are paid by</dt><dd>${escapeHtml(merchant)}</dd>
<dt>Email</dt><dd>${escapeHtml(email ?? '')}</dd>
</dl>
<p id="question">Stripe would ask for your name, your birthday, a tax number and a bank account. What do you do?</p>
<form method="post" aria-describedby="question">
${button('complete', 'Give all of it', true)}
${button('incomplete', 'Leave a part out')}
${button('rejected', 'Be rejected')}
</form>`,
});

const accountPage = ({ balance, defaultCurrency }: ConnectedAccount, said: string): Page => ({
  title: 'Test account',
  main: `<h1>Test account</h1>
${trial}
${said === '' ? '' : `<p role="status">${said}</p>`}
<dl>
<dt>Balance</dt><dd>${escapeHtml(readableAmount(balance, defaultCurrency))}</dd>
</dl>
<form method="post">
${balance > 0 ? `${button('paid', 'Pay it to the bank', true)}\n${button('failed', 'Let the bank refuse it')}` : ''}
${button('deauthorize', 'Disconnect this account')}
</form>`,
});

/** Leads back to the merchant: a browser goes there by itself. */
const leave = (title: string, text: string, target: string): Page => ({
  title,
  main: `<h1>${title}</h1>
<p role="status">${text}</p>
<p><a href="${escapeHtml(target)}">Go back to the marketplace</a></p>`,
  script: `window.location.replace(${JSON.stringify(target).replaceAll('<', '\\u003c')});`,
});

const notFound: Page = {
  title: 'Test onboarding: not found',
  main: '<h1>Test onboarding</h1><p role="status">There is no such page, or this link isn’t complete.</p>',
};

const saidOf: Record<string, string> = {
  paid: 'The balance was paid to the bank.',
  failed: 'The bank refused it: the account is closed. The money stays in this account.',
  deauthorize: 'The account is disconnected. You can close this page.',
};

function decide(
  work: Work,
  { purpose }: AccountLink,
  account: ConnectedAccount,
  decision: string | undefined,
): string {
  if (account.deauthorized) return saidOf.deauthorize as string;
  if (purpose === 'onboarding') {
    if (decision === 'complete' || decision === 'incomplete' || decision === 'rejected')
      standAs(work, account, decision);
    return '';
  }
  if (decision === 'paid' || decision === 'failed') payOut(work, account, decision === 'failed');
  if (decision === 'deauthorize') deauthorize(work, account);
  return saidOf[decision ?? ''] ?? '';
}

/** `GET` and `POST /sandbox/accounts/:link`: the page of an account link or of a login link, which is opened once. */
export function accountPages(gateway: Gateway, bodyOf: (ctx: Context) => Promise<string>): Middleware {
  const router = new Router();
  router.all('/sandbox/accounts/:link', async (ctx, next) => {
    const found = await gateway.store.find('accountLink', ctx.params.link ?? '');
    // Tests control accounts by their ids at the same address, with a key.
    if (found === undefined)
      return (ctx.params.link ?? '').startsWith('acct_') ? next() : send(ctx, 404, notFound);
    const decision = ctx.method === 'POST' ? parseForm(await bodyOf(ctx)).decision : undefined;
    const [link, account] = (await gateway.store.findAll([found.id, found.account])) as [
      AccountLink,
      ConnectedAccount,
    ];
    const isOver = link.created + linkSeconds < gateway.clock.nowSeconds();
    if (link.purpose === 'onboarding' && (isOver || (link.opened && ctx.method === 'GET')))
      return send(
        ctx,
        200,
        leave('This link has run out', 'The marketplace gives you another one.', link.refreshUrl ?? ''),
      );
    link.opened = true;
    gateway.store.change(link);
    const cause = { requestId: ctx.state.requestId as string, idempotencyKey: null };
    const said = decide(
      { ...gateway, cause },
      link,
      account,
      typeof decision === 'string' ? decision : undefined,
    );
    await gateway.store.committed();
    if (link.purpose === 'login') return send(ctx, 200, accountPage(account, said));
    if (ctx.method === 'POST')
      return send(ctx, 200, leave('Thank you', 'You can go back now.', link.returnUrl ?? ''));
    return send(ctx, 200, onboardingPage(account, gateway.merchantName));
  });
  return router.routes() as Middleware;
}
