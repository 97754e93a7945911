import { expect, test } from 'vitest';
import type { Ctx } from './context.ts';
import { pathForLogs } from './request.ts';

const ctx = (path: string, route?: string) => ({ path, state: { route } }) as unknown as Ctx;

test.each([
  [
    '/api/reservations/rsv_1/open/c2VjcmV0',
    '/reservations/:id/open/:signature',
    '/api/reservations/:id/open/:signature',
  ],
  ['/api/tickets/GATE-1/qr.svg', '/tickets/:code/qr.svg', '/api/tickets/:code/qr.svg'],
  ['/api/reservations/rsv_1', '/reservations/:id', '/api/reservations/rsv_1'],
  ['/api/nowhere', undefined, '/api/nowhere'],
])('%s is logged without a secret', (path, route, logged) => {
  expect(pathForLogs(ctx(path, route))).toBe(logged);
});
