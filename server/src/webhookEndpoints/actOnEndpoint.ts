/** What administrators do with an endpoint: switch it, give it another secret, try it, remove it. Each is in the audit log. */
import { lastNumber, numberLog } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { contentOf, lockEndpoint } from './endpoints.ts';
import { insertWebhooks } from './makeWebhooks.ts';
import { newSecret, openSecrets, sealSecrets } from './secrets.ts';
import { dropOpen } from './sendWebhooks.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

type App = Pick<AppContext, 'db' | 'engine' | 'secret'>;

/** Nothing is made for it or sent to it any more, until it is enabled. @throws Problem `not_found`, `nothing_to_do` */
export async function disableEndpoint(
  trx: Trx,
  { engine }: Pick<App, 'engine'>,
  id: string,
  principal: Principal,
): Promise<void> {
  const row = await lockEndpoint(trx, id);
  if (row.disabledAt !== null) throw new Problem('nothing_to_do', 'This endpoint is disabled already.');
  await row.$query(trx).patch({ disabledAt: new Date(), isGone: false });
  await dropOpen(trx, engine, id);
  await audit(trx, principal, [
    {
      what: 'webhookEndpoint.disable',
      subject: id,
      before: { state: 'enabled' },
      after: { state: 'disabled' },
    },
  ]);
}

/** @param from where it goes on: where it stopped, or now @throws Problem `not_found`, `nothing_to_do` */
export async function enableEndpoint(
  app: Pick<App, 'db'>,
  id: string,
  from: 'stopped' | 'now',
  principal: Principal,
): Promise<void> {
  await numberLog(app.db);
  await inTransaction(app.db, async (trx) => {
    const row = await lockEndpoint(trx, id);
    if (row.disabledAt === null) throw new Problem('nothing_to_do', 'This endpoint is enabled already.');
    await WebhookEndpoint.query(trx)
      .findById(id)
      .patch({
        disabledAt: null,
        isGone: false,
        ...(from === 'now' ? { afterSeq: await lastNumber(trx) } : {}),
      });
    await audit(trx, principal, [
      {
        what: 'webhookEndpoint.enable',
        subject: id,
        before: { state: row.isGone ? 'gone' : 'disabled' },
        after: { state: 'enabled', from },
      },
    ]);
  });
}

/** Takes it off the list for good; its log stays for its time. @throws Problem `not_found` */
export async function removeEndpoint(
  trx: Trx,
  { engine }: Pick<App, 'engine'>,
  id: string,
  principal: Principal,
): Promise<void> {
  const row = await lockEndpoint(trx, id);
  const now = new Date();
  await row.$query(trx).patch({ removedAt: now, disabledAt: row.disabledAt ?? now });
  await dropOpen(trx, engine, id);
  await audit(trx, principal, [
    { what: 'webhookEndpoint.remove', subject: id, before: contentOf(row), after: null },
  ]);
}

/** Gives it another secret; the one of before signs too for a day. @returns the new one @throws Problem `not_found` */
export async function rotateSecret(
  trx: Trx,
  { secret: ours }: Pick<App, 'secret'>,
  id: string,
  principal: Principal,
): Promise<string> {
  const row = await lockEndpoint(trx, id);
  const secret = newSecret();
  const secretRotatedAt = new Date();
  const { now: before } = openSecrets(ours, row);
  await WebhookEndpoint.query(trx)
    .findById(id)
    .patch({ ...sealSecrets(ours, id, { now: secret, before }), secretRotatedAt });
  await audit(trx, principal, [
    {
      what: 'webhookEndpoint.rotateSecret',
      subject: id,
      before: { secretRotatedAt: row.secretRotatedAt },
      after: { secretRotatedAt },
    },
  ]);
  return secret;
}

/** The type of what a person sends to try an endpoint. */
const testType = 'test.ping';

/** Sends a webhook without a change. @returns its id @throws Problem `not_found`, `nothing_to_do` for one that is disabled */
export async function testEndpoint(
  trx: Trx,
  { engine }: Pick<App, 'engine'>,
  id: string,
  principal: Principal,
): Promise<string> {
  const row = await lockEndpoint(trx, id);
  if (row.disabledAt !== null)
    throw new Problem('nothing_to_do', 'Nothing is sent to an endpoint that is disabled. Enable it first.');
  const body = JSON.stringify({ type: testType, timestamp: new Date().toISOString(), data: {} });
  const [webhookId = ''] = await insertWebhooks(trx, engine, [
    { endpointId: id, seq: null, type: testType, subjectId: null, body },
  ]);
  await audit(trx, principal, [
    { what: 'webhookEndpoint.test', subject: id, before: null, after: { webhookId } },
  ]);
  return webhookId;
}
