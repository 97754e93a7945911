/** Audit cases of season packages and the logins of ticket sites. */
import { buildGame } from '../factories/catalog.ts';
import { buildConsignor } from '../factories/consignors.ts';
import { type Case, changes, previews, reads } from './case.ts';
import type { Bench } from './testBench.ts';

const reason = 'They moved away';
const login = { login: 'wexler@example.com', password: 'of the team', note: '' };

interface Kept {
  id: string;
  eventId: string;
}

const terms = { price: { by: 'set', amount: 10_000 }, splitRule: 'any' } as const;

async function newPackage({ app }: Bench) {
  const { eventId, seasonId } = await buildGame(app);
  const consignorId = await buildConsignor(app);
  return { eventId, body: { consignorId, seasonId, section: '101', row: 'A', seats: '1–4', ...terms } };
}

async function keptPackage(bench: Bench, { confirm = true } = {}): Promise<Kept> {
  const { eventId, body } = await newPackage(bench);
  const { id } = await bench.does<{ id: string }>('staff', 'POST', '/admin/packages', { ...body, confirm });
  return { id, eventId };
}

const keepLogin = (bench: Bench, id: string) =>
  bench.does('staff', 'PUT', `/admin/packages/${id}/access`, login);

const packages: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/packages' }, async (bench) => {
    const { body } = await newPackage(bench);
    return {
      path: '/admin/packages',
      body,
      entries: [{ what: 'package.create', before: null, after: { section: '101', price: terms.price } }],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/packages', action: 'with its games' }, async (bench) => {
    const { eventId, body } = await newPackage(bench);
    return {
      path: '/admin/packages',
      body: { ...body, eventIds: [eventId] },
      entries: [
        { what: 'package.create', before: null, after: { section: '101' } },
        { what: 'package.confirm', before: { state: 'draft' }, after: { state: 'confirmed' } },
        { what: 'package.consign', before: { listings: 0 }, after: { listings: 1, eventIds: [eventId] } },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/packages/:id/confirm' }, async (bench) => {
    const { id } = await keptPackage(bench, { confirm: false });
    return {
      path: `/admin/packages/${id}/confirm`,
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
  changes({ by: 'staff', route: 'PUT /admin/packages/:id/terms' }, async (bench) => {
    const { id } = await keptPackage(bench);
    const price = { by: 'set', amount: 12_500 };
    return {
      path: `/admin/packages/${id}/terms`,
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
  changes({ by: 'staff', route: 'PUT /admin/packages/:id/cost' }, async (bench) => {
    const { id } = await keptPackage(bench);
    return {
      path: `/admin/packages/${id}/cost`,
      body: { costAmount: 320_000 },
      entries: [
        {
          what: 'package.changeCost',
          subject: id,
          before: { costAmount: null },
          after: { costAmount: 320_000 },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/packages/:id/end' }, async (bench) => {
    const { id } = await keptPackage(bench);
    return {
      path: `/admin/packages/${id}/end`,
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
  changes({ by: 'staff', route: 'POST /admin/packages/:id/games' }, async (bench) => {
    const { id, eventId } = await keptPackage(bench);
    return {
      path: `/admin/packages/${id}/games`,
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
  previews(
    { by: 'staff', route: 'POST /admin/packages/:id/games', action: 'with preview' },
    async (bench) => {
      const { id, eventId } = await keptPackage(bench);
      return { path: `/admin/packages/${id}/games`, body: { eventIds: [eventId], preview: true } };
    },
  ),
];

const logins: Case[] = [
  changes({ by: 'staff', route: 'PUT /admin/packages/:id/access' }, async (bench) => {
    const { id } = await keptPackage(bench);
    return {
      path: `/admin/packages/${id}/access`,
      body: login,
      entries: [{ what: 'package.keepAccess', subject: id, before: { kept: false }, after: { kept: true } }],
    };
  }),
  changes(
    { by: 'staff', route: 'PUT /admin/packages/:id/access', action: 'in place of another' },
    async (bench) => {
      const { id } = await keptPackage(bench);
      await keepLogin(bench, id);
      return {
        path: `/admin/packages/${id}/access`,
        body: { ...login, password: 'a newer one' },
        entries: [{ what: 'package.keepAccess', subject: id, before: { kept: true }, after: { kept: true } }],
      };
    },
  ),
  changes({ by: 'staff', route: 'DELETE /admin/packages/:id/access' }, async (bench) => {
    const { id } = await keptPackage(bench);
    await keepLogin(bench, id);
    return {
      path: `/admin/packages/${id}/access`,
      entries: [
        { what: 'package.forgetAccess', subject: id, before: { kept: true }, after: { kept: false } },
      ],
    };
  }),
  reads({ by: 'accessData', route: 'POST /admin/packages/:id/access/readings' }, async (bench) => {
    const { id } = await keptPackage(bench);
    await keepLogin(bench, id);
    return {
      path: `/admin/packages/${id}/access/readings`,
      body: { reason },
      what: 'package.readAccess',
      subject: id,
      reason,
    };
  }),
];

/** The cases. */
export const packageCases: Case[] = [...packages, ...logins];
