/** What emails somebody, or asks another company's service while the caller waits, has limits, over HTTP. */
import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { switchConnect } from '../../test/connectClient.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import type { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn, somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

type Answer = { code?: string; detail?: string; retryAfter?: number };
const times = async (count: number, act: () => Promise<{ status: number; body: Answer }>) => {
  const answers = [];
  for (let at = 0; at < count; at++) answers.push(await act());
  return answers;
};
const refused = {
  status: 429,
  body: {
    code: 'too_many_requests',
    detail: expect.stringMatching(/^Too many tries\. Try again in \d+ minutes?\.$/),
  },
};

it('a consignor asks Stripe thirty times an hour, and others go on', async () => {
  const consignor = async () =>
    (await somebody(app, ['consignor'], { consignorId: await buildConsignor(app.context) })).who;
  const [who, other] = [await consignor(), await consignor()];
  const ask = (of: Fan) => of.ask<Answer>('POST', '/selling/payout-choice/ask');
  expect((await times(30, () => ask(who))).map(({ status }) => status)).toEqual(Array(30).fill(200));
  expect(await ask(who)).toMatchObject(refused);
  // To read what is known goes on, for them too.
  expect((await who.ask('GET', '/selling/payout-choice')).status).toBe(200);
  expect((await ask(other)).status).toBe(200);
});

it('a consignor gets at most twenty invitations an hour, whoever of finance sends them, and others get theirs', async () => {
  await switchConnect(app, true);
  const [one, another] = [await buildConsignor(app.context), await buildConsignor(app.context)];
  const [mia, ann] = [await signedIn(app, 'finance', 'Mia'), await signedIn(app, 'finance', 'Ann')];
  const invite = (who: Fan, id: string) =>
    who.ask<Answer>('POST', `/admin/consignors/${id}/payout-choice/invite`, undefined, {
      'idempotency-key': randomUUID(),
    });
  const sent = await times(20, () => invite(mia, one));
  expect(sent.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(await invite(ann, one)).toMatchObject(refused);
  expect((await invite(ann, another)).status).toBe(200);
  const jobs = await app.context.db('emails').where({ to_address: `${one}@example.com` });
  expect(jobs.length).toBeLessThanOrEqual(20);
});

it('everything that emails at somebody’s wish, or asks a service meanwhile, is counted, and says so', () => {
  const counted = app.endpoints.flatMap(({ method, path, reaches, problems }) =>
    reaches ? [[`${method} ${path}`, reaches, problems?.includes('too_many_requests')] as const] : [],
  );
  expect(counted.map(([, , isSaid]) => isSaid)).toEqual(counted.map(() => true));
  const of = (kind: string) =>
    counted.flatMap(([name, reaches]) => (reaches === kind ? [name] : [])).toSorted();
  expect(of('service')).toEqual(
    [
      'post /selling/payout-choice/ask',
      'post /selling/payout-choice/stripe',
      'post /admin/consignors/:id/payout-choice/ask',
      'post /admin/feeds/:id/try',
      'post /admin/payments/:id/proof',
      'post /admin/settings/slack/test',
      'post /admin/settings/stripe/try',
      'post /admin/settings/telegram/test',
      'post /admin/webhook-endpoints/:id/test',
      'post /admin/webhooks/:id/replay',
      'put /admin/settings/stripe',
      'put /admin/settings/telegram',
    ].toSorted(),
  );
  expect(of('email')).toEqual(
    [
      'post /account/passkeys',
      'post /account/passkeys/:id/remove',
      'post /account/recovery-codes',
      'post /account/second-factor/confirm',
      'post /account/second-factor/turn-off',
      'post /admin/cases/:id/answer',
      'post /admin/consignors/:id/invitations/:invitationId/resend',
      'post /admin/consignors/:id/payout-choice/invite',
      'post /admin/consignors/:id/sign-ins',
      'post /admin/email-templates/:key/test',
      'post /admin/mailings',
      'post /admin/mailings/:id/resend',
      'post /admin/emails/:id/send-again',
      'post /admin/invitations',
      'post /admin/invitations/:id/resend',
      'post /admin/scheduled-reports/:id/send',
      'post /admin/waiting-list-entries/:id/remove',
      'put /selling/bank-data',
      'put /selling/payout-choice/bank',
      'put /selling/tax-data',
    ].toSorted(),
  );
});
