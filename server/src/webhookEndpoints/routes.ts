import { idParam } from '@holdfast/shared/http';
import {
  endpointWithSecret,
  newWebhookEndpoint,
  webhookDetail,
  webhookEnabling,
  webhookEndpoint,
  webhookEndpointChange,
  webhookEndpointList,
  webhookList,
  webhookQuery,
} from '@holdfast/shared/webhookEndpoints';
import { webhookMachine } from '@holdfast/shared/webhookEndpoints/machines';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, principalOf, query } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import {
  disableEndpoint,
  enableEndpoint,
  removeEndpoint,
  rotateSecret,
  testEndpoint,
} from './actOnEndpoint.ts';
import { changeEndpoint, createEndpoint, lockEndpoint } from './endpoints.ts';
import { listEndpoints, listWebhooks, showEndpoint, showWebhook } from './readWebhooks.ts';

const common = { tag: 'Admin: API', roles: ['admin'] } as const;
const one = { ...common, params: idParam('webhookEndpoint') } as const;
const action = {
  ...one,
  method: 'post',
  idempotent: true,
  answer: webhookEndpoint,
  problems: ['not_found', 'nothing_to_do'],
} as const;

/** Webhooks, for administrators. */
export const webhookRoutes = (app: AppContext): AnyEndpoint[] => [
  ...endpointRoutes(app),
  ...secretRoutes(app),
  ...actionRoutes(app),
  ...logRoutes(app),
];

const endpointRoutes = (app: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/webhook-endpoints',
    summary: 'Endpoints that are told what changes, and what one can be told of',
    answer: webhookEndpointList,
    run: (trx) => listEndpoints(trx, app.engine),
  }),
  query({
    ...one,
    path: '/admin/webhook-endpoints/:id',
    summary: 'One of them',
    answer: webhookEndpoint,
    problems: ['not_found'],
    run: (trx, { params: { id } }) => showEndpoint(trx, id),
  }),
  command({
    ...one,
    method: 'put',
    path: '/admin/webhook-endpoints/:id',
    summary: 'Change where it is and what it is told of',
    idempotent: true,
    freshProof: true,
    body: webhookEndpointChange,
    answer: webhookEndpoint,
    problems: ['not_found', 'version_conflict', 'validation_failed'],
    async run(trx, { params: { id }, body, principal }) {
      await changeEndpoint(trx, app, id, body, principal);
      return showEndpoint(trx, id);
    },
  }),
];

/** Without an Idempotency-Key: their answers would be stored, and the secrets with them. */
const secretRoutes = (app: AppContext): AnyEndpoint[] => [
  endpoint({
    ...common,
    method: 'post',
    path: '/admin/webhook-endpoints',
    summary: 'Make an endpoint, which is told of what changes from now on. Its secret is answered this once',
    freshProof: true,
    body: newWebhookEndpoint,
    answer: endpointWithSecret,
    status: 201,
    problems: ['validation_failed', 'not_found'],
    async handle(ctx, { body }) {
      const { id, secret } = await createEndpoint(app, body, principalOf(ctx));
      return { ...(await inTransaction(app.db, (trx) => showEndpoint(trx, id))), secret };
    },
  }),
  command({
    ...one,
    method: 'post',
    path: '/admin/webhook-endpoints/:id/rotate-secret',
    summary: 'Give it another secret, answered this once; the one of before signs too for a day',
    freshProof: true,
    answer: endpointWithSecret,
    problems: ['not_found'],
    async run(trx, { params: { id }, principal }) {
      const secret = await rotateSecret(trx, app, id, principal);
      return { ...(await showEndpoint(trx, id)), secret };
    },
  }),
];

const actionRoutes = (app: AppContext): AnyEndpoint[] => [
  command({
    ...action,
    path: '/admin/webhook-endpoints/:id/disable',
    summary: 'Send nothing to it any more; what it hasn’t taken yet is dropped',
    async run(trx, { params: { id }, principal }) {
      await disableEndpoint(trx, app, id, principal);
      return showEndpoint(trx, id);
    },
  }),
  endpoint({
    ...one,
    method: 'post',
    path: '/admin/webhook-endpoints/:id/enable',
    summary: 'Tell it again, from where it stopped or from now on',
    body: webhookEnabling,
    answer: webhookEndpoint,
    problems: action.problems,
    async handle(ctx, { params: { id }, body: { from } }) {
      await enableEndpoint(app, id, from, principalOf(ctx));
      return inTransaction(app.db, (trx) => showEndpoint(trx, id));
    },
  }),
  command({
    ...action,
    path: '/admin/webhook-endpoints/:id/test',
    summary: 'Send it a webhook of the type test.ping, to try it',
    reaches: 'service',
    answer: webhookDetail,
    run: async (trx, { params: { id }, principal }) =>
      showWebhook(trx, await testEndpoint(trx, app, id, principal)),
  }),
  command({
    ...one,
    method: 'delete',
    path: '/admin/webhook-endpoints/:id',
    summary: 'Remove it for good',
    status: 204,
    problems: ['not_found'],
    run: (trx, { params: { id }, principal }) => removeEndpoint(trx, app, id, principal),
  }),
];

const logRoutes = ({ engine }: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/webhooks',
    summary: 'What was sent to an endpoint in the last 30 days, newest first',
    query: webhookQuery,
    answer: webhookList,
    problems: ['not_found', 'validation_failed'],
    run: (trx, input) => listWebhooks(trx, input.query),
  }),
  query({
    ...common,
    path: '/admin/webhooks/:id',
    params: idParam('webhook'),
    summary: 'One webhook with each request and answer',
    answer: webhookDetail,
    problems: ['not_found'],
    run: (trx, { params: { id } }) => showWebhook(trx, id),
  }),
  command({
    ...common,
    method: 'post',
    path: '/admin/webhooks/:id/replay',
    params: idParam('webhook'),
    summary: 'Send it again at once, with all tries before it',
    idempotent: true,
    reaches: 'service',
    answer: webhookDetail,
    problems: ['not_found', 'nothing_to_do', 'transition_refused'],
    async run(trx, { params: { id }, principal }) {
      const { endpointId, state } = await showWebhook(trx, id);
      if ((await lockEndpoint(trx, endpointId)).disabledAt !== null)
        throw new Problem(
          'nothing_to_do',
          'Nothing is sent to an endpoint that is disabled. Enable it first.',
        );
      const [outcome] = await engine.apply(trx, [
        messageTo(webhookMachine, id, { type: 'replay' }, { by: principal.by }),
      ]);
      if (outcome?.kind !== 'applied')
        throw new Problem('transition_refused', 'It is being sent at this moment.', { state, accepts: [] });
      await audit(trx, principal, [
        { what: 'webhook.replay', subject: id, before: { state }, after: { state: 'sending' } },
      ]);
      return showWebhook(trx, id);
    },
  }),
];
