import { apiKey, apiKeyList, madeApiKey, newApiKey } from '@holdfast/shared/apiKeys';
import { idParam } from '@holdfast/shared/http';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { createApiKey, listApiKeys, revokeApiKey, showApiKey } from './apiKeys.ts';

const common = { tag: 'Admin: API', roles: ['admin'] } as const;

/** Keys by which other programs call the API, for administrators. */
export const apiKeyRoutes = ({ config }: AppContext): AnyEndpoint[] => [
  query({
    ...common,
    path: '/admin/api-keys',
    summary: 'Keys by which other programs call the API',
    answer: apiKeyList,
    run: (trx) => listApiKeys(trx),
  }),
  command({
    ...common,
    method: 'post',
    path: '/admin/api-keys',
    summary: 'Make a key. What opens the API is answered this once',
    freshProof: true,
    // Without an Idempotency-Key: its answer would be stored, and the key with it.
    body: newApiKey,
    answer: madeApiKey,
    status: 201,
    problems: ['validation_failed', 'not_found'],
    run: (trx, { body, principal }) => createApiKey(trx, body, config.production, principal),
  }),
  command({
    ...common,
    method: 'post',
    path: '/admin/api-keys/:id/revoke',
    summary: 'Revoke a key: it opens nothing from now on',
    idempotent: true,
    params: idParam('apiKey'),
    answer: apiKey,
    problems: ['not_found', 'nothing_to_do'],
    async run(trx, { params: { id }, principal }) {
      await revokeApiKey(trx, id, principal);
      return showApiKey(trx, id);
    },
  }),
];
