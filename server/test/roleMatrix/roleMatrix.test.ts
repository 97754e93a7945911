/** Every endpoint by every role, and every personal object by its owner and by everybody else. */
import { type Role, roles } from '@holdfast/shared/accounts';
import type { DeliveryDetail } from '@holdfast/shared/deliveries';
import { describe, expect } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { buildGame } from '../factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../factories/consignors.ts';
import { buildListing } from '../factories/listings.ts';
import { Fan } from '../fan.ts';
import { it } from '../fixtures.ts';
import { somebody, somebodysPassword } from '../people.ts';
import type { TestApp } from '../runningApp.ts';
import { admitted } from './admitted.ts';

let app: TestApp;
let consignorId: string;
const callers = new Map<Role | 'nobody', Fan>();

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  consignorId = await buildConsignor(app.context);
  callers.set('nobody', new Fan(app));
  for (const role of roles)
    callers.set(role, (await somebody(app, [role], role === 'consignor' ? { consignorId } : {})).who);
});

const as = (role: Role | 'nobody') => callers.get(role) as Fan;

/** What a door answers: nothing behind it is reached, since no body is what an endpoint wants. */
async function door(role: Role | 'nobody', route: string): Promise<string> {
  const [method = '', path = ''] = route.split(' ');
  const filled = path
    .replace(/:line\b/, '1')
    .replace(/:signature\b/, 'none')
    .replace(/:code\b/, 'NONE')
    .replace(/:number\b/, 'R-000001.pdf')
    .replace(/:id\b/, newId('listing'));
  const body = method === 'GET' ? undefined : { nobodyWantsThis: true };
  const { status, body: answer } = await as(role).ask<{ code?: string }>(method, filled, body);
  if (status >= 500) throw new Error(`${role} ${route} answered ${status}`);
  if (answer?.code === 'sign_in_required') return 'sign in first';
  return answer?.code === 'forbidden' ? 'refused' : 'admitted';
}

const routeOf = ({ method, path }: { method: string; path: string }) => `${method.toUpperCase()} ${path}`;

function expected(group: string, role: Role | 'nobody'): string {
  if (group === 'anybody') return 'admitted';
  if (role === 'nobody') return 'sign in first';
  // An administrator passes every door, and owns no consignor's listings.
  const wanted = group.split(' ');
  return group === 'signed in' || role === 'admin' || wanted.includes(role) ? 'admitted' : 'refused';
}

/** An administrator has every role, but is no consignor: there is nothing of their own to read. */
const needsConsignor = [
  'GET /selling',
  'GET /selling/bank-data',
  'GET /selling/tax-data',
  'GET /selling/tax-forms',
  'GET /selling/payout-choice',
  'GET /selling/deliveries',
  'GET /selling/log',
  'GET /selling/payouts',
  'GET /selling/season',
  'GET /selling/season.csv',
  'GET /selling/season.xlsx',
  'GET /selling/statement',
  'GET /selling/statement.csv',
  'GET /selling/statement.pdf',
  'GET /selling/statement.xlsx',
];

describe('every endpoint', () => {
  it('is in the table, once', () => {
    const tabled = Object.values(admitted).flat();
    expect(tabled.toSorted()).toEqual(app.endpoints.map(routeOf).toSorted());
  });

  it('declares the roles of the table', () => {
    for (const endpoint of app.endpoints) {
      const group = Object.keys(admitted).find((each) => admitted[each]?.includes(routeOf(endpoint)));
      const declared = endpoint.signedIn ? 'signed in' : (endpoint.roles?.toSorted().join(' ') ?? 'anybody');
      const tabled = ['anybody', 'signed in'].includes(group ?? '')
        ? group
        : group?.split(' ').toSorted().join(' ');
      expect([routeOf(endpoint), declared]).toEqual([routeOf(endpoint), tabled]);
    }
  });

  it('under /admin asks for a role', () => {
    const open = app.endpoints.filter(
      ({ path, roles = [] }) => path.startsWith('/admin/') && roles.length === 0,
    );
    expect(open.map(routeOf)).toEqual([]);
  });

  describe.each(['nobody', ...roles] as const)('called as %s', (role) => {
    it.each(Object.entries(admitted))('lets in or refuses as the table says: %s', async (group, routes) => {
      for (const route of routes) {
        const isRefused = role === 'admin' && needsConsignor.includes(route);
        expect([route, await door(role, route)]).toEqual([
          route,
          isRefused ? 'refused' : expected(group, role),
        ]);
      }
    });
  });
});

/** Endpoints outside the back office that name one object; each is called by its owner and by others below. */
type Personal =
  | 'reservation'
  | 'payment'
  | 'ticket'
  | 'listing'
  | 'session'
  | 'passkey'
  | 'delivered'
  | 'taxForm'
  | 'toDeliver';
const personal: Readonly<Record<string, Personal>> = {
  'GET /reservations/:id': 'reservation',
  'GET /reservations/:id/calendar.ics': 'reservation',
  'GET /reservations/:id/receipts': 'reservation',
  'GET /reservations/:id/receipts/:number': 'reservation',
  'GET /reservations/:id/stream': 'reservation',
  'DELETE /reservations/:id': 'reservation',
  'PUT /reservations/:id/email': 'reservation',
  'POST /reservations/:id/claim': 'reservation',
  'POST /reservations/:id/move-choice': 'reservation',
  'GET /reservations/:id/handovers': 'reservation',
  'POST /reservations/:id/handovers': 'reservation',
  'POST /reservations/:id/handovers/take-back': 'reservation',
  'POST /reservations/:id/payments': 'reservation',
  'GET /reservations/:id/open/:signature': 'reservation',
  'GET /payments/:id': 'payment',
  'DELETE /payments/:id': 'payment',
  'GET /tickets/:code/qr.svg': 'ticket',
  'POST /selling/listings/:id/delist': 'listing',
  'DELETE /selling/listings/:id/delist': 'listing',
  'DELETE /account/sessions/:id': 'session',
  'POST /account/passkeys/:id/remove': 'passkey',
  'GET /reservations/:id/deliveries/:deliveryId/files/:fileId': 'delivered',
  'POST /reservations/:id/deliveries/:deliveryId/receive': 'delivered',
  'POST /reservations/:id/deliveries/:deliveryId/refuse': 'delivered',
  'DELETE /selling/deliveries/:id/files/:fileId': 'toDeliver',
  'GET /selling/deliveries/:id/files/:fileId': 'toDeliver',
  'POST /selling/deliveries/:id/fail': 'toDeliver',
  'POST /selling/deliveries/:id/files': 'toDeliver',
  'POST /selling/deliveries/:id/send': 'toDeliver',
  'GET /selling/tax-forms/:id/copy': 'taxForm',
};
/** Endpoints with a placeholder whose object is public. */
const ofEverybody = [
  // No object: whoever is signed in has their own inbox of a kind, or none (noticeCenter/notices.http.test.ts).
  'GET /notices/:inbox',
  'GET /notices/:inbox/preferences',
  'GET /notices/:inbox/standing',
  'GET /notices/:inbox/stream',
  'GET /notices/:inbox/telegram',
  'DELETE /notices/:inbox/telegram',
  'POST /notices/:inbox/telegram/code',
  'POST /notices/:inbox/mark',
  'POST /notices/:inbox/remove',
  'PUT /notices/:inbox/preferences',
  'GET /pictures/:id/:width',
  'GET /content/pages/:name',
  'GET /content/preview/:token',
  'GET /events/:id',
  'GET /events/:id/listings',
  'GET /events/:id/listings/stream',
  'GET /events/:id/waiting-list',
  'POST /events/:id/price-alerts',
  'POST /events/:id/waiting-list',
  'GET /teams/:slug',
  'GET /teams/:slug/seasons/:season',
  'GET /venues/:slug',
];

const bodies: Readonly<Record<string, object>> = {
  'POST /account/passkeys/:id/remove': { currentPassword: somebodysPassword },
  'PUT /reservations/:id/email': { email: 'stranger@example.com' },
  'POST /reservations/:id/move-choice': { choice: 'keep' },
  'POST /reservations/:id/claim': { email: 'stranger@example.com' },
  'POST /reservations/:id/handovers': {
    ticketIds: [newId('ticket')],
    toName: 'Ann',
    toEmail: 'ann@example.com',
    fromName: 'A stranger',
  },
  'POST /reservations/:id/handovers/take-back': { handoverId: newId('handover') },
  'POST /reservations/:id/payments': { confirmationTokenId: 'ctoken_stranger' },
  'POST /selling/listings/:id/delist': { reason: 'We go ourselves' },
  'POST /reservations/:id/deliveries/:deliveryId/refuse': { cause: 'notArrived' },
  'POST /selling/deliveries/:id/fail': { reason: 'Sold twice', version: 1 },
  'POST /selling/deliveries/:id/send': { reference: 'TM-1', version: 1 },
};
/** What follows the path of an upload. */
const queries: Readonly<Record<string, string>> = { 'POST /selling/deliveries/:id/files': '?name=a.png' };

describe('a personal object', () => {
  it('is behind one of these endpoints; a new one is added on purpose', () => {
    const outside = app.endpoints
      .filter(({ path }) => path.includes(':') && !path.startsWith('/gate/') && !path.startsWith('/admin/'))
      .map(routeOf);
    expect([...Object.keys(personal), ...ofEverybody].toSorted()).toEqual(outside.toSorted());
  });

  it('is read by its owner, and for everybody else, whatever their role, it doesn’t exist', async () => {
    const { who: owner, id: ownerId } = await somebody(app, ['fan']);
    const passkey = newId('passkey');
    await app.context.db('passkeys').insert({
      id: passkey,
      person_id: ownerId,
      credential_id: passkey,
      public_key: Buffer.alloc(1),
      name: 'Phone',
    });
    const sale = await buildListing(app.context);
    const order = await owner.buy(sale.id, 1);
    const game = await buildGame(app.context);
    const delivered = await owner.buy((await buildListing(app.context, game)).id, 1);
    const deliveryId = delivered.items[0]?.tracking?.id ?? '';
    const { body: withFile } = await as('staff').ask<DeliveryDetail>(
      'POST',
      `/admin/deliveries/${deliveryId}/files?name=a.pdf&isProof=true`,
      Buffer.from('%PDF-1.7'),
      { 'content-type': 'application/pdf' },
    );
    const hold = await owner.hold((await buildListing(app.context)).id, 1);
    const own = await buildListing(app.context, { consignorId });
    const foreign = await buildListing(app.context, { consignorId: await buildConsignor(app.context) });
    const fileId = withFile.files[0]?.id ?? '';
    const taxForm = newId('taxForm');
    await app.context.db('tax_forms').insert({
      id: taxForm,
      year: 2025,
      consignor_id: await buildConsignor(app.context),
      version: 1,
      facts: JSON.stringify({
        boxes: { gross: 0, transactions: 0, withheld: 0, months: Array(12).fill(0) },
      }),
      gross_amount: 0,
      transactions: 0,
      withheld_amount: 0,
      made_at: new Date(),
      made_by: 'system',
      document: Buffer.from('%PDF-1.7'),
    });
    const sessions = await owner.ask<{ data: Array<{ id: string }> }>('GET', '/account/sessions');
    const code = order.items[0]?.tickets[0]?.code ?? '';
    const paths = (route: string) => {
      const path = route.split(' ')[1] ?? '';
      const ids = {
        reservation: route.startsWith('GET') ? order.id : hold.body.id,
        payment: order.payment?.id ?? '',
        ticket: code,
        listing: foreign.id,
        passkey,
        session: sessions.body.data[0]?.id ?? '',
        delivered: delivered.id,
        toDeliver: deliveryId,
        taxForm,
      };
      return path
        .replace(/:deliveryId\b/, deliveryId)
        .replace(/:fileId\b/, fileId)
        .replace(/:signature\b/, 'forged')
        .replace(/:number\b/, 'R-000001.pdf')
        .replace(/:(id|code)\b/, ids[personal[route] as Personal])
        .concat(queries[route] ?? '');
    };
    const ask = (who: Fan, route: string) => who.ask(route.split(' ')[0] ?? '', paths(route), bodies[route]);

    for (const route of Object.keys(personal))
      for (const [role, stranger] of callers) {
        const { status } = await ask(stranger, route);
        const isClosed = route.includes('/selling/') && role !== 'consignor';
        const isSignedOut = role === 'nobody' && /selling|account/.test(route);
        const refusal = isSignedOut ? 401 : isClosed ? 403 : 404;
        expect([role, route, status]).toEqual([role, route, refusal]);
      }

    for (const path of [
      `/reservations/${order.id}`,
      `/reservations/${order.id}/receipts`,
      `/reservations/${order.id}/receipts/R-000001.pdf`,
      `/payments/${order.payment?.id}`,
      `/tickets/${code}/qr.svg`,
    ])
      expect((await owner.ask('GET', path)).status, path).toBe(200);
    expect((await owner.read(hold.body.id)).state).toBe('pending.holding');
    expect(
      (await as('consignor').ask('POST', `/selling/listings/${own.id}/delist`, { reason: 'We go ourselves' }))
        .status,
    ).toBe(204);
    expect((await owner.ask('DELETE', `/reservations/${hold.body.id}`)).status).toBe(200);
  });

  it('of a list is one’s own alone', async () => {
    const { who: owner } = await somebody(app, ['fan']);
    const order = await owner.buy((await buildListing(app.context)).id, 1);
    for (const [role, stranger] of callers) {
      const { body } = await stranger.ask<{ data: Array<{ id: string }> }>('GET', '/reservations');
      expect(
        body.data.map(({ id }) => id),
        role,
      ).not.toContain(order.id);
    }
    const foreign = await buildListing(app.context, { consignorId: await buildConsignor(app.context) });
    const selling = await as('consignor').ask('GET', '/selling');
    expect(JSON.stringify(selling.body)).not.toContain(foreign.id);
  });

  it('of the back office that somebody saved for themselves isn’t a colleague’s to read or drop', async () => {
    const view = { page: 'pricing', name: 'Mine alone', query: 'q=mine', shared: false };
    const { body } = await as('staff').ask<{ id: string }>('POST', '/admin/views', view);
    for (const role of ['finance', 'support', 'admin'] as const) {
      const listed = await as(role).ask('GET', '/admin/views?page=pricing');
      expect(JSON.stringify(listed.body), role).not.toContain(body.id);
      expect((await as(role).ask('DELETE', `/admin/views/${body.id}`)).status, role).toBe(404);
    }
    expect((await as('staff').ask('DELETE', `/admin/views/${body.id}`)).status).toBe(204);
  });
});
