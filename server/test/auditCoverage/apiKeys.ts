/** Audit cases of API keys. */
import type { MadeApiKey } from '@holdfast/shared/apiKeys';
import { expect } from 'vitest';
import { type Case, changes } from './case.ts';

const asked = { name: 'Accounting', scopes: ['payouts:read'] };

/** The cases. */
export const apiKeyCases: Case[] = [
  changes({ by: 'admin', route: 'POST /admin/api-keys' }, async () => ({
    path: '/admin/api-keys',
    body: asked,
    entries: [
      {
        what: 'apiKey.create',
        before: null,
        after: {
          ...asked,
          consignorId: null,
          expiresAt: null,
          prefix: expect.stringMatching(/^hk_test_.{6}$/),
        },
      },
    ],
  })),
  changes({ by: 'admin', route: 'POST /admin/api-keys/:id/revoke' }, async (bench) => {
    const { id } = await bench.does<MadeApiKey>('admin', 'POST', '/admin/api-keys', asked);
    return {
      path: `/admin/api-keys/${id}/revoke`,
      entries: [
        {
          what: 'apiKey.revoke',
          subject: id,
          before: { revokedAt: null },
          after: { revokedAt: expect.any(String) },
        },
      ],
    };
  }),
];
