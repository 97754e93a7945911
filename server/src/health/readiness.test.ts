/** Readiness while a part is ill. */
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { sandboxKeys } from '../paymentService.ts';
import { openStripe } from '../payments/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { createReadiness } from './readiness.ts';

it('a database that takes connections and says nothing is told, part by part', async () => {
  const connections = new Set<{ destroy(): void }>();
  const silent = createServer((connection) => connections.add(connection.on('error', () => {})));
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  const { port } = silent.address() as AddressInfo;
  const db = openDatabase(`postgres://holdfast@127.0.0.1:${port}/holdfast`, { onError: () => {} });
  onTestFinished(async () => {
    for (const connection of connections) connection.destroy();
    silent.close();
    await db.destroy();
  });
  const stripe = openStripe({ ...sandboxKeys, apiBase: 'http://127.0.0.1:1' });
  const { ready, parts } = await createReadiness(db, { client: stripe })();
  expect(ready).toBe(false);
  for (const name of ['database', 'worker', 'timers', 'jobs'] as const)
    expect(parts[name], name).toEqual({ ok: false, error: 'no answer within 4000 ms' });
  expect(parts.stripe.ok).toBe(false);
});
