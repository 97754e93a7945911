/** Endpoints as administrators make and change them. Each change is in the audit log. */
import type { NewWebhookEndpoint, WebhookEndpointChange } from '@holdfast/shared/webhookEndpoints';
import { readConsignor } from '../consignors/index.ts';
import { lastNumber, numberLog } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit, type Principal } from '../platform/audit.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { newSecret, sealSecrets } from './secrets.ts';
import { WebhookEndpoint } from './WebhookEndpoint.ts';

type App = Pick<AppContext, 'config' | 'db' | 'secret'>;

/** @throws Problem `not_found`, also for one that was removed */
export async function lockEndpoint(trx: Trx, id: string): Promise<WebhookEndpoint> {
  const found = await WebhookEndpoint.query(trx).findById(id).whereNull('removed_at').forUpdate();
  if (!found) throw notFound('endpoint');
  return found;
}

/** What of an endpoint a person chooses, as the audit log has it. */
export const contentOf = ({ name, url, types, seesPeople }: WebhookEndpointChange | WebhookEndpoint) => ({
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
