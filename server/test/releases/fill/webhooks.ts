/** Fills an API key, and an endpoint with a webhook that waits, one that was taken, one that failed, and one that was dropped. */
import type { EndpointWithSecret, WebhookDetail } from '@holdfast/shared/webhookEndpoints';
import { retryPausesMs } from '@holdfast/shared/webhookEndpoints/machines';
import { makeKey } from '../../apiClient.ts';
import { eventually } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { startReceiver } from '../../webhookReceiver.ts';

/** @throws Error when something is refused */
export async function fillWebhooks(running: TestApp): Promise<void> {
  const { db } = running.context;
  const admin = await signedIn(running, 'admin', 'Ida Falk');
  const { program } = await makeKey(admin, { name: 'Accounting', scopes: ['payouts:read'] });
  await program.ask('GET', '/admin/payables');
  const receiver = await startReceiver();
  const at = '/admin/webhook-endpoints';
  const { body: endpoint } = await admin.ask<EndpointWithSecret>('POST', at, {
    name: 'Accounting',
    url: receiver.url,
    // What a test sends is enough: nothing else changes meanwhile.
    types: ['export.failed'],
  });
  const send = async (status: number, state: string): Promise<string> => {
    receiver.answers(status);
    const { body } = await admin.ask<WebhookDetail>('POST', `${at}/${endpoint.id}/test`);
    const isThere = async () => (await db('webhooks').where({ id: body.id }).first())?.state === state;
    await eventually(`it is ${state}`, isThere);
    return body.id;
  };
  await send(200, 'taken');
  /** Fails until it was tried so often: the pauses between are over at once. */
  const failUntil = async (tries: number): Promise<void> => {
    const id = await send(500, 'pausing');
    for (let next = 2; next <= tries; next++) {
      await db('timers').where({ actor_id: id }).update({ fire_at: new Date() });
      await eventually('it is tried', async () => {
        const row = await db('webhooks').where({ id }).first();
        return row.tries === next && row.state !== 'sending';
      });
    }
  };
  await failUntil(retryPausesMs.length + 1);
  await send(410, 'dropped');
  await admin.ask('POST', `${at}/${endpoint.id}/enable`, { from: 'now' });
  // Its next try is in half an hour.
  await failUntil(3);
  receiver.close();
}
