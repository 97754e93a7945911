/** Stripe Connect over HTTP: the switch, consignors with a second factor, and what they do at Stripe. */
import type { ConnectSettings, OwnPayoutChoice, StripeLink } from '@holdfast/shared/connectedAccounts';
import { goToStripe } from '../src/connectedAccounts/index.ts';
import { appCode } from './appCode.ts';
import { askSandbox } from './askSandbox.ts';
import { buildConsignor } from './factories/consignors.ts';
import { eventually, type Fan } from './fan.ts';
import { signedIn, somebody, somebodysPassword } from './people.ts';
import type { TestApp } from './runningApp.ts';
import { sandboxStripe } from './sandboxStripe.ts';

/** What a refusal has. */
type Refused = { code: string; detail: string };

/** An administrator turns paying by Stripe on or off. @returns the answer's status */
export async function switchConnect(app: TestApp, isOn: boolean): Promise<number> {
  const admin = await signedIn(app, 'admin');
  const { body } = await admin.ask<ConnectSettings>('GET', '/admin/settings/connect');
  if (body.isOn === isOn) return 200;
  const input = { isOn, version: body.version };
  return (await admin.ask('PUT', '/admin/settings/connect', input)).status;
}

/** A consignor's login with a second factor. */
export async function withSecondFactor(app: TestApp, consignorId: string): Promise<Fan> {
  const { who } = await somebody(app, ['consignor'], { consignorId });
  const { body } = await who.ask<{ secret: string }>('POST', '/account/second-factor', {
    currentPassword: somebodysPassword,
  });
  await who.ask('POST', '/account/second-factor/confirm', { code: appCode(body.secret) });
  return who;
}

export const choiceOf = async (who: Fan): Promise<OwnPayoutChoice> =>
  (await who.ask<OwnPayoutChoice>('GET', '/selling/payout-choice')).body;
export const beginStripe = (who: Fan) =>
  who.ask<StripeLink & Refused>('POST', '/selling/payout-choice/stripe');

/** What somebody presses on the page of a link of Stripe's. */
export async function decideAt(url: string, decision: string): Promise<string> {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ decision }) });
  return answer.text();
}

/** What happens to an account at Stripe by its id there. */
export const accountBecomes = (app: TestApp, stripeId: string, change: object) =>
  askSandbox<{ id: string }>(app, 'POST', `accounts/${stripeId}`, change);

/** The account in use, as it is stored. */
export const storedAccount = (app: TestApp, consignorId: string) =>
  app.context.db('connected_accounts').where({ consignor_id: consignorId }).whereNull('ended_at').first();

/** Waits until Stripe's webhook made the account so. */
export const untilAccount = (app: TestApp, consignorId: string, state: string) =>
  eventually(
    `the account is ${state}`,
    async () => (await storedAccount(app, consignorId))?.state === state,
    undefined,
    async () => JSON.stringify(await storedAccount(app, consignorId)),
  );

/** A consignor who is paid by Stripe at once: no waiting is set, and Stripe has what it asked for. */
export async function paidByStripe(
  app: TestApp,
  given?: string,
): Promise<{ consignorId: string; stripeId: string }> {
  const consignorId = given ?? (await buildConsignor(app.context));
  await app.context.db('bank_settings').update({ waiting_days: 0 });
  await goToStripe(app.context, sandboxStripe(app), consignorId, { by: 'test', requestId: null });
  const { stripe_id: stripeId } = await storedAccount(app, consignorId);
  await accountBecomes(app, stripeId, { standing: 'complete' });
  await untilAccount(app, consignorId, 'enabled');
  return { consignorId, stripeId };
}
