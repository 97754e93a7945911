/** Season packages, and the login of their team's ticket site. */
import { buildConsignor, buildGame } from '../../../test/factories.ts';
import type { Bench } from './bench.ts';
import { type Case, changes, looks, reads } from './case.ts';

const reason = 'They moved away';
const login = { login: 'wexler@example.com', password: 'of the team', note: '' };

interface Kept {
  id: string;
  eventId: string;
}

const terms = { price: { by: 'set', amount: 10_000 }, splitRule: 'any' } as const;

async function newPackage({ house }: Bench) {
  const { eventId, seasonId } = await buildGame(house);
  const consignorId = await buildConsignor(house);
  return { eventId, body: { consignorId, seasonId, section: '101', row: 'A', seats: '1–4', ...terms } };
}

async function keptPackage(bench: Bench, { confirm = true } = {}): Promise<Kept> {
  const { eventId, body } = await newPackage(bench);
  const { id } = await bench.does<{ id: string }>('staff', 'POST', '/office/packages', { ...body, confirm });
  return { id, eventId };
}

const keepLogin = (bench: Bench, id: string) =>
  bench.does('staff', 'PUT', `/office/packages/${id}/access`, login);

const packages: Case[] = [
  changes({ by: 'staff', route: 'POST /office/packages' }, async (bench) => {
    const { body } = await newPackage(bench);
    return {
      path: '/office/packages',
      body,
      entries: [{ what: 'package.create', before: null, after: { section: '101', price: terms.price } }],
    };
  }),
  changes({ by: 'staff', route: 'POST /office/packages', deed: 'with its games' }, async (bench) => {
    const { eventId, body } = await newPackage(bench);
    return {
      path: '/office/packages',
      body: { ...body, eventIds: [eventId] },
      entries: [
        { what: 'package.create', before: null, after: { section: '101' } },
        { what: 'package.confirm', before: { state: 'draft' }, after: { state: 'confirmed' } },
        { what: 'package.consign', before: { listings: 0 }, after: { listings: 1, eventIds: [eventId] } },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /office/packages/:id/confirm' }, async (bench) => {
    const { id } = await keptPackage(bench, { confirm: false });
    return {
      path: `/office/packages/${id}/confirm`,
      entries: [
        {
          what: 'package.confirm',
          subject: id,
          before: { state: 'draft' },
          after: { state: 'confirmed' },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'PUT /office/packages/:id/terms' }, async (bench) => {
    const { id } = await keptPackage(bench);
    const price = { by: 'set', amount: 12_500 };
    return {
      path: `/office/packages/${id}/terms`,
      body: { ...terms, price, floorAmount: 9_000 },
      entries: [
        {
          what: 'package.terms',
          subject: id,
          before: { price: terms.price, floorAmount: null },
          after: { price, floorAmount: 9_000 },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /office/packages/:id/end' }, async (bench) => {
    const { id } = await keptPackage(bench);
    return {
      path: `/office/packages/${id}/end`,
      body: { reason },
      entries: [
        {
          what: 'package.end',
          subject: id,
          reason,
          before: { state: 'confirmed' },
          after: { state: 'ended' },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /office/packages/:id/games' }, async (bench) => {
    const { id, eventId } = await keptPackage(bench);
    return {
      path: `/office/packages/${id}/games`,
      body: { eventIds: [eventId] },
      entries: [
        {
          what: 'package.consign',
          subject: id,
          before: { listings: 0 },
          after: { listings: 1, eventIds: [eventId] },
        },
      ],
    };
  }),
  looks({ by: 'staff', route: 'POST /office/packages/:id/games', deed: 'with preview' }, async (bench) => {
    const { id, eventId } = await keptPackage(bench);
    return { path: `/office/packages/${id}/games`, body: { eventIds: [eventId], preview: true } };
  }),
];

const logins: Case[] = [
  changes({ by: 'staff', route: 'PUT /office/packages/:id/access' }, async (bench) => {
    const { id } = await keptPackage(bench);
    return {
      path: `/office/packages/${id}/access`,
      body: login,
      entries: [{ what: 'package.keepAccess', subject: id, before: { kept: false }, after: { kept: true } }],
    };
  }),
  changes(
    { by: 'staff', route: 'PUT /office/packages/:id/access', deed: 'in place of another' },
    async (bench) => {
      const { id } = await keptPackage(bench);
      await keepLogin(bench, id);
      return {
        path: `/office/packages/${id}/access`,
        body: { ...login, password: 'a newer one' },
        entries: [{ what: 'package.keepAccess', subject: id, before: { kept: true }, after: { kept: true } }],
      };
    },
  ),
  changes({ by: 'staff', route: 'DELETE /office/packages/:id/access' }, async (bench) => {
    const { id } = await keptPackage(bench);
    await keepLogin(bench, id);
    return {
      path: `/office/packages/${id}/access`,
      entries: [
        { what: 'package.forgetAccess', subject: id, before: { kept: true }, after: { kept: false } },
      ],
    };
  }),
  reads({ by: 'accessData', route: 'POST /office/packages/:id/access/readings' }, async (bench) => {
    const { id } = await keptPackage(bench);
    await keepLogin(bench, id);
    return {
      path: `/office/packages/${id}/access/readings`,
      body: { reason },
      what: 'package.readAccess',
      subject: id,
      reason,
    };
  }),
];

export const packageCases: Case[] = [...packages, ...logins];
