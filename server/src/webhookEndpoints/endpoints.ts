/** Endpoints as administrators make and change them. Each change is in the audit log. */
import type { NewWebhookEndpoint, WebhookEndpointChange } from '@holdfast/shared/webhookEndpoints';
import { readConsignor } from '../consignors/index.ts';
import { lastNumber, numberLog } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { insertWebhooks } from './makeWebhooks.ts';
import { newSecret, openSecrets, sealSecrets } from './secrets.ts';
import { dropOpen } from './sendWebhooks.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

type App = Pick<AppContext, 'config' | 'db' | 'engine' | 'secret'>;

/** @throws Problem `not_found`, also for one that was removed */
export async function lockEndpoint(trx: Trx, id: string): Promise<WebhookEndpoint> {
  const found = await WebhookEndpoint.query(trx).findById(id).whereNull('removed_at').forUpdate();
  if (!found) throw notFound('endpoint');
  return found;
}

const contentOf = ({ name, url, types, seesPeople }: WebhookEndpointChange | WebhookEndpoint) => ({
  name,
  url,
  types,
  seesPeople,
});

/**
 * Makes an endpoint, which is told of what changes from now on.
 * @returns its id and its secret, which is sealed and answered this once
 * @throws Problem `validation_failed`, `not_found` for a consignor that there isn't
 */
export async function createEndpoint(
  app: App,
  wanted: NewWebhookEndpoint,
  principal: Principal,
): Promise<{ id: string; secret: string }> {
  requireReachable(app, wanted.url);
  // What is committed by now is before its time.
  await numberLog(app.db);
  return inTransaction(app.db, async (trx) => {
    await requireConsigning(trx, wanted);
    const id = newId('webhookEndpoint');
    const secret = newSecret();
    await WebhookEndpoint.query(trx).insert({
      id,
      ...wanted,
      ...sealSecrets(app.secret, id, { now: secret, before: null }),
      afterSeq: await lastNumber(trx),
      createdAt: new Date(),
      createdBy: principal.by,
    });
    await audit(trx, principal, [
      { what: 'webhookEndpoint.create', subject: id, before: null, after: wanted },
    ]);
    return { id, secret };
  });
}

/** @throws Problem `validation_failed` for an address without TLS */
function requireReachable({ config }: Pick<App, 'config'>, url: string): void {
  if (config.webhooksToPrivate || url.startsWith('https://')) return;
  throw fieldsRefused([
    {
      field: 'url',
      code: 'insecure',
      message: 'Use an address with https: what is told there is not public.',
    },
  ]);
}

async function requireConsigning(trx: Trx, { consignorId, seesPeople }: NewWebhookEndpoint): Promise<void> {
  if (consignorId === null) return;
  if (seesPeople)
    throw fieldsRefused([
      {
        field: 'seesPeople',
        code: 'not_theirs',
        message: 'A consignor’s endpoint isn’t told who of the staff did something. Leave this out.',
      },
    ]);
  if ((await readConsignor(trx, consignorId)).deactivatedAt !== null)
    throw fieldsRefused([
      {
        field: 'consignorId',
        code: 'deactivated',
        message: 'This consignor is deactivated. Choose another one.',
      },
    ]);
}

/** What is on its way goes to the new address too. @throws Problem `not_found`, `version_conflict`, `validation_failed` */
export async function changeEndpoint(
  trx: Trx,
  app: Pick<App, 'config'>,
  id: string,
  { version, ...wanted }: WebhookEndpointChange,
  principal: Principal,
): Promise<void> {
  const row = await lockEndpoint(trx, id);
  if (row.version !== version)
    throw new Problem(
      'version_conflict',
      'Somebody changed this since you opened it. Reload, then change it.',
    );
  requireReachable(app, wanted.url);
  await requireConsigning(trx, { ...wanted, consignorId: wanted.seesPeople ? row.consignorId : null });
  await WebhookEndpoint.query(trx)
    .findById(id)
    .patch({ ...wanted, version: version + 1 });
  await audit(trx, principal, [
    { what: 'webhookEndpoint.change', subject: id, before: contentOf(row), after: wanted },
  ]);
}

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
