/** Audit cases of webhooks. Nobody listens at the discard port, and what they are told of doesn't happen. */
import type { EndpointWithSecret, WebhookDetail } from '@holdfast/shared/webhookEndpoints';
import { expect } from 'vitest';
import { eventually } from '../fan.ts';
import { type Case, changes } from './case.ts';
import type { Bench } from './testBench.ts';

const content = {
  name: 'Accounting',
  url: 'http://127.0.0.1:9/hook',
  types: ['export.failed'],
  seesPeople: false,
};
const at = '/admin/webhook-endpoints';

const make = (bench: Bench) => bench.does<EndpointWithSecret>('admin', 'POST', at, content);

async function failedOnce(bench: Bench): Promise<string> {
  const { id } = await make(bench);
  const webhook = await bench.does<WebhookDetail>('admin', 'POST', `${at}/${id}/test`);
  const state = async () => (await bench.app.db('webhooks').where({ id: webhook.id }).first('state')).state;
  await eventually('it failed', async () => (await state()) === 'pausing');
  // Its next try doesn't come in between.
  await bench.app
    .db('timers')
    .where({ actor_id: webhook.id })
    .update({ fire_at: new Date(Date.now() + 86_400_000) });
  return webhook.id;
}

/** The cases. */
export const webhookCases: Case[] = [
  changes({ by: 'admin', route: `POST ${at}` }, async () => ({
    path: at,
    body: content,
    entries: [{ what: 'webhookEndpoint.create', before: null, after: { ...content, consignorId: null } }],
  })),
  changes({ by: 'admin', route: `PUT ${at}/:id` }, async (bench) => {
    const { id } = await make(bench);
    return {
      path: `${at}/${id}`,
      body: { ...content, name: 'Books', version: 1 },
      entries: [
        {
          what: 'webhookEndpoint.change',
          subject: id,
          before: { name: 'Accounting' },
          after: { name: 'Books' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: `POST ${at}/:id/rotate-secret` }, async (bench) => {
    const { id } = await make(bench);
    return {
      path: `${at}/${id}/rotate-secret`,
      entries: [
        {
          what: 'webhookEndpoint.rotateSecret',
          subject: id,
          before: { secretRotatedAt: null },
          after: { secretRotatedAt: expect.any(String) },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: `POST ${at}/:id/disable` }, async (bench) => {
    const { id } = await make(bench);
    return {
      path: `${at}/${id}/disable`,
      entries: [
        {
          what: 'webhookEndpoint.disable',
          subject: id,
          before: { state: 'enabled' },
          after: { state: 'disabled' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: `POST ${at}/:id/enable` }, async (bench) => {
    const { id } = await make(bench);
    await bench.does('admin', 'POST', `${at}/${id}/disable`);
    return {
      path: `${at}/${id}/enable`,
      body: { from: 'now' },
      entries: [
        {
          what: 'webhookEndpoint.enable',
          subject: id,
          before: { state: 'disabled' },
          after: { state: 'enabled', from: 'now' },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: `POST ${at}/:id/test` }, async (bench) => {
    const { id } = await make(bench);
    return {
      path: `${at}/${id}/test`,
      entries: [
        {
          what: 'webhookEndpoint.test',
          subject: id,
          before: null,
          after: { webhookId: expect.stringMatching(/^whk_/) },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: `DELETE ${at}/:id` }, async (bench) => {
    const { id } = await make(bench);
    return {
      path: `${at}/${id}`,
      entries: [{ what: 'webhookEndpoint.remove', subject: id, before: { name: 'Accounting' }, after: null }],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/webhooks/:id/replay' }, async (bench) => {
    const id = await failedOnce(bench);
    return {
      path: `/admin/webhooks/${id}/replay`,
      entries: [
        { what: 'webhook.replay', subject: id, before: { state: 'pausing' }, after: { state: 'sending' } },
      ],
    };
  }),
];
