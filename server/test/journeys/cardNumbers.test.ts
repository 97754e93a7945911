/** A card number that somebody types into a text is refused, and no table keeps it. */
import { plainComponents } from '@holdfast/shared/pricing';
import { expect } from 'vitest';
import { buildConsignor, buildPercentages } from '../factories/consignors.ts';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import { signedIn, somebody } from '../people.ts';
import type { TestApp } from '../runningApp.ts';

let app: TestApp;
it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
});

const card = '4000 0566 5566 5556';
const words = `The fan read it out: ${card}`;

/** Tables with a row that holds the number, in whatever way it is written. */
async function tablesWithCard(): Promise<string[]> {
  const { db } = app.context;
  const { rows } = await db.raw<{ rows: Array<{ name: string }> }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'graphile_worker')`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: held } = await db.raw(
      `SELECT 1 FROM ${name} t WHERE regexp_replace(t::text, '[^0-9]', '', 'g') LIKE '%4000056655665556%' LIMIT 1`,
    );
    if (held.length > 0) found.push(name);
  }
  return found;
}

it('is refused by each endpoint that takes a text, and kept nowhere', async () => {
  const consignorId = await buildConsignor(app.context);
  const { who: seller } = await somebody(app, ['consignor'], { consignorId });
  const [staff, support, finance, admin] = await Promise.all(
    (['staff', 'support', 'finance', 'admin'] as const).map((role) => signedIn(app, role)),
  );
  const listing = await buildListing(app.context, { consignorId });
  const order = await new Fan(app).buy((await buildListing(app.context)).id, 1);
  const email = 'fan@example.com';
  const asked: Array<[Fan | undefined, string, string, object, string]> = [
    [
      new Fan(app),
      'POST',
      '/email-confirmations/sign-up',
      { token: 'x'.repeat(43), name: words, password: 'long enough for anybody' },
      'name',
    ],
    [seller, 'PUT', '/account', { name: words, email, currentPassword: 'a long enough one' }, 'name'],
    [seller, 'POST', `/selling/listings/${listing.id}/delist`, { reason: words }, 'reason'],
    [staff, 'POST', '/admin/consignors', { name: words, email }, 'name'],
    [
      staff,
      'POST',
      '/admin/listings/actions',
      { action: 'pause', ids: [listing.id], reason: words },
      'reason',
    ],
    [
      staff,
      'POST',
      '/admin/views',
      { page: 'pricing', name: 'Mine', query: `q=${card}`, shared: true },
      'query',
    ],
    [
      support,
      'POST',
      `/admin/reservations/${order.id}/actions`,
      { actorId: order.id, version: 1, message: 'refund', reason: words },
      'reason',
    ],
    [
      finance,
      'POST',
      '/admin/percentages',
      { components: plainComponents(1_900, 1_200), reason: words },
      'reason',
    ],
    [
      finance,
      'POST',
      '/admin/price-caps',
      { country: 'ZZ', region: 'R9', overFaceBps: 1_000, overFaceAmount: 0, law: words },
      'law',
    ],
    [admin, 'POST', '/admin/views', { page: 'pricing', name: card, query: 'q=x', shared: false }, 'name'],
  ];
  for (const [who, method, path, body, field] of asked) {
    const answer = await (who as Fan).ask<{ errors?: Array<{ field: string; code: string }> }>(
      method,
      path,
      body,
    );
    const codes = answer.body.errors?.map((error) => `${error.field} ${error.code}`);
    expect([path, answer.status, codes]).toEqual([
      path,
      422,
      expect.arrayContaining([`${field} card_number`]),
    ]);
  }
  expect(await tablesWithCard()).toEqual([]);
});
