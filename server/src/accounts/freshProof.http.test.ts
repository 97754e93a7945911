/** What money or people hang on asks for a fresh proof that it is the person, over HTTP. */
import { expect } from 'vitest';
import { appCode } from '../../test/appCode.ts';
import { it } from '../../test/fixtures.ts';
import { somebody, somebodysPassword } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

const proof = { currentPassword: somebodysPassword };

it('is asked half an hour after the last one, and given by password and code; nothing was changed meanwhile', async () => {
  const { who: admin, id: adminId } = await somebody(app, ['admin']);
  const { id } = await somebody(app, ['staff']);
  const { body: begun } = await admin.ask<{ secret: string }>('POST', '/account/second-factor', proof);
  await admin.ask('POST', '/account/second-factor/confirm', { code: appCode(begun.secret, -1) });
  const change = (roles: string[]) =>
    admin.ask<{ code: string }>('PUT', `/admin/staff/${id}/roles`, { roles, reason: 'New duties' });
  const rolesOf = async () => (await app.context.db('people').where({ id }).first('roles')).roles;

  expect((await change(['staff', 'finance'])).status).toBe(200);
  await app.context
    .db('sessions')
    .where({ person_id: adminId })
    .update({ proven_at: new Date(Date.now() - 31 * 60_000) });
  expect(await change(['admin'])).toMatchObject({ status: 403, body: { code: 'fresh_proof_required' } });
  expect(await rolesOf()).toEqual(['staff', 'finance']);
  // What nothing hangs on goes on.
  expect((await admin.ask('GET', `/admin/staff/${id}`)).status).toBe(200);

  const prove = (body: object) => admin.ask<{ code: string }>('POST', '/account/proof', body);
  expect((await prove({ currentPassword: 'wrong' })).status).toBe(422);
  expect((await prove(proof)).body.code).toBe('second_factor_required');
  expect((await change(['admin'])).status).toBe(403);
  expect((await prove({ ...proof, code: appCode(begun.secret) })).status).toBe(204);
  expect((await change(['support'])).status).toBe(200);
  expect(await rolesOf()).toEqual(['support']);
});

it('is asked by everything that moves money by hand or changes people', () => {
  const asking = app.endpoints
    .filter(({ freshProof }) => freshProof)
    .map(({ method, path }) => `${method} ${path}`);
  expect(asking.toSorted()).toEqual(
    [
      'post /admin/reservations/:id/actions',
      'post /admin/deliveries/:id/refund',
      'post /admin/consignors/:id/merge',
      'post /admin/eventChanges/:id/retry',
      'post /admin/events/:id/call-off-requests',
      'post /admin/events/:id/changes',
      'post /admin/gameChanges/:id/decide',
      'post /admin/deliveries/:id/replace',
      'post /admin/months/:id/close',
      'post /admin/months/:id/reopen',
      'post /admin/tax-rules',
      'post /admin/tax-rules/:id/end',
      'post /admin/tax-payments',
      'post /admin/email-templates/:key/publish',
      'post /admin/mailings',
      'post /admin/email-templates/:key/restore',
      'post /admin/api-keys',
      'post /admin/webhook-endpoints',
      'post /admin/webhook-endpoints/:id/rotate-secret',
      'put /admin/webhook-endpoints/:id',
      'post /admin/payables/:id/adjust',
      'post /admin/payables/:id/losses',
      'post /admin/payout-runs/:id/approve',
      'post /admin/payout-runs/:id/pay',
      'post /admin/payout-runs/:id/transfers',
      'post /admin/payouts/:id/reverse',
      'put /admin/consignors/:id/payout-choice/bank',
      'put /admin/settings/connect',
      'post /selling/payout-choice/stripe',
      'put /selling/payout-choice/bank',
      'post /admin/payouts/:id/cancel',
      'post /admin/payouts/:id/pay',
      'post /admin/payouts/:id/refuse',
      'post /admin/payouts/:id/retry',
      'post /admin/payouts/:id/settle',
      'post /admin/payouts/:id/return',
      'put /admin/payout-calendar',
      'post /admin/consignor-files',
      'post /admin/consignor-plans/:id/take-back',
      'post /admin/consignors/:id/plans',
      'put /admin/consignor-plans/:id/end',
      'post /admin/percentages',
      'post /admin/percentages/:id/take-back',
      'post /admin/bank-answers',
      'post /admin/bank-files/:id/recall',
      'post /admin/bank-files/:id/settle',
      'post /admin/bank-files/:id/text',
      'post /admin/payout-runs/:id/bank-file',
      'put /admin/consignors/:id/bank-data',
      'put /admin/settings/advances',
      'put /admin/settings/bank',
      'put /selling/bank-data',
      'put /admin/consignors/:id/tax-data',
      'put /admin/settings/tax-data',
      'put /admin/tax-filer',
      'post /admin/withheld-tax/deposits',
      'post /admin/withholdings/:id/return',
      'post /admin/payables/:id/withholding-notice',
      'post /admin/payables/:id/withholding-notice/end',
      'post /admin/tax-years/:id/forms',
      'post /admin/tax-years/:id/file',
      'put /selling/tax-data',
      'put /admin/settings/marketplace',
      'put /admin/settings/approvals',
      'put /admin/settings/slack',
      'put /admin/settings/stripe',
      'put /admin/settings/telegram',
      'post /admin/settings/stripe/try',
      'post /admin/payments/:id/proof',
      'post /admin/approvals/:id/approve',
      'post /admin/approvals/:id/decline',
      'post /admin/approvals/:id/withdraw',
      'post /admin/invitations',
      'put /admin/staff/:id/roles',
      'post /admin/staff/:id/deactivate',
      'post /admin/staff/:id/reactivate',
      'post /admin/staff/:id/reset-second-factor',
      'delete /admin/staff/:id/sessions',
      'delete /admin/staff/:id/sessions/:sessionId',
      'put /admin/staff-rules',
    ].toSorted(),
  );
});
