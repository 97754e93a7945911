/** The login of a team's ticket site, over HTTP and at rest. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import type { AccessData, AccessStatus } from '@holdfast/shared/packages';
import { describe, expect } from 'vitest';
import { buildGame } from '../../../test/factories/catalog.ts';
import { buildConsignor } from '../../../test/factories/consignors.ts';
import type { Fan } from '../../../test/fan.ts';
import { it } from '../../../test/fixtures.ts';
import { somebody } from '../../../test/people.ts';
import { type TestApp, testSecret } from '../../../test/runningApp.ts';
import { inTransaction } from '../../platform/db/index.ts';
import { seal, sealKeyOf, unseal } from '../../platform/seal.ts';
import { openAccess, resealAccess } from './access.ts';

let app: TestApp;
let staff: Fan;
let reader: Fan;
let packageId: string;

const person = async (name: string, roles: Role[]) => (await somebody(app, roles, { name })).who;

it.beforeAll(async ({ running: started }) => {
  app = started;
  [staff, reader] = [await person('Ann', ['staff']), await person('Ruth', ['staff', 'accessData'])];
  const { seasonId } = await buildGame(app.context);
  const { body } = await staff.ask<{ id: string }>(
    'POST',
    '/admin/packages',
    {
      consignorId: await buildConsignor(app.context),
      seasonId,
      section: '101',
      row: 'A',
      seats: '1–4',
      price: { by: 'set', amount: 10_000 },
    },
    { 'idempotency-key': randomUUID() },
  );
  packageId = body.id;
});

const login = { login: 'wexler@example.com', password: 'hunter2-of-the-team', note: 'Ask for Joan' };
const path = () => `/admin/packages/${packageId}/access`;

describe('the login of a ticket site', () => {
  it('is kept sealed, and read with its own permission, for a reason that stands in the log', async () => {
    expect((await staff.ask('PUT', path(), { login: '', password: '' })).status).toBe(422);
    expect((await staff.ask<AccessStatus>('PUT', path(), login)).body).toMatchObject({ kept: true });
    expect((await staff.ask('POST', `${path()}/readings`, { reason: 'Curious' })).status).toBe(403);
    expect((await (await person('Luis', ['support'])).ask('GET', path())).status).toBe(403);
    expect((await reader.ask('POST', `${path()}/readings`, {})).status).toBe(422);

    const read = await reader.ask<AccessData>('POST', `${path()}/readings`, { reason: 'Transfer of game 3' });
    expect(read.body).toEqual(login);
    expect(read.headers.get('cache-control')).toBe('no-store');
    const standing = (await staff.ask<AccessStatus>('GET', path())).body;
    expect(standing).toMatchObject({
      keptBy: 'Ann',
      readings: [{ by: 'Ruth', reason: 'Transfer of game 3' }],
    });
    const seen = await staff.ask('GET', `/admin/packages/${packageId}`);
    expect(seen.body).toMatchObject({ hasAccess: true });
    for (const answer of [seen, await staff.ask('GET', path()), await staff.ask('GET', '/admin/audit')])
      expect(JSON.stringify(answer.body)).not.toMatch(/hunter2|Joan/);
  });

  it('lies nowhere in the database in the open', async () => {
    const { rows: tables } = await app.context.db.raw(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')`,
    );
    for (const { name } of tables) {
      const { rows } = await app.context.db.raw(
        `SELECT 1 FROM ${name} AS t WHERE t::text LIKE '%hunter2%' OR t::text LIKE '%${Buffer.from('hunter2').toString('hex')}%' LIMIT 1`,
      );
      expect(rows, name).toEqual([]);
    }
  });

  it('is sealed anew when the marketplace’s secret changes', async () => {
    const principal = { by: 'system', requestId: null };
    const current = 'another secret, also long enough for it';
    const open = (secret: string) =>
      inTransaction(app.context.db, (trx) => openAccess(trx, secret, packageId, 'For a test', principal));
    const reseal = (earlier: string, next: string) =>
      inTransaction(app.context.db, (trx) => resealAccess(trx, { earlier, current: next }, principal));
    expect(await reseal(testSecret, current)).toBe(1);
    await expect(open(testSecret)).rejects.toThrow(/sealed under an earlier secret/);
    expect(await open(current)).toEqual(login);
    expect(await reseal(testSecret, current)).toBe(0);
    expect(await reseal(current, testSecret)).toBe(1);
  });

  it('can be forgotten', async () => {
    expect((await staff.ask<AccessStatus>('DELETE', path())).body).toMatchObject({ kept: false });
    expect((await reader.ask('POST', `${path()}/readings`, { reason: 'Again' })).status).toBe(404);
  });
});

describe('a seal', () => {
  const key = sealKeyOf(testSecret, 'packageAccess');
  it('is never twice the same, and opens for its own package and key only', () => {
    const sealed = seal(key, 'pkg_1', 'a secret');
    expect(seal(key, 'pkg_1', 'a secret').equals(sealed)).toBe(false);
    expect(unseal(key, 'pkg_1', sealed)).toBe('a secret');
    expect(() => unseal(key, 'pkg_2', sealed)).toThrow();
    expect(() =>
      unseal(sealKeyOf('some other secret, long enough for it', 'packageAccess'), 'pkg_1', sealed),
    ).toThrow();
  });
  it('shows every changed byte', () => {
    const sealed = seal(key, 'pkg_1', 'a secret');
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] as number) ^ 1;
      expect(() => unseal(key, 'pkg_1', changed)).toThrow();
    }
  });
});
