/** Rules over HTTP, with web and worker running: which one wins, what is refused, drafts, and what would have been. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import type { Listing, ListingList } from '@holdfast/shared/listings';
import {
  draftList,
  type NewPercentages,
  type PercentagesComponent,
  percentagesDraft,
  percentagesList,
  percentagesRule,
  plainComponents,
  type WhatIf,
  type WhatIfAnswer,
  whatIfAnswer,
} from '@holdfast/shared/pricing';
import { describe, expect } from 'vitest';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPlan } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { newId } from '../platform/ids.ts';

let running: TestApp;
let staff: Fan;
let finance: Fan;

const person = (role: Role) => signedIn(running, role);

it.beforeAll(async ({ running: started }) => {
  running = started;
  staff = await person('staff');
  finance = await person('finance');
});

const path = '/admin/percentages';
const post = <T = Record<string, unknown>>(who: Fan, to: string, body: unknown) =>
  who.ask<T>('POST', to, body, { 'idempotency-key': randomUUID() });
const reason = 'Finance decided';
const set = (rule: Partial<NewPercentages>) => post(finance, path, { reason, ...rule });
const part = (more: Partial<PercentagesComponent>): PercentagesComponent => ({
  kind: 'commission',
  payer: 'consignor',
  bps: 2_000,
  minimum: null,
  maximum: null,
  ...more,
});
const ruleOf = async (listingId: string) =>
  (await staff.ask<Listing>('GET', `/admin/listings/${listingId}`)).body;

/** A plan of its own, so that tests don't reach each other's listings. */
async function consignorOfPlan(plan: string): Promise<string> {
  const id = await buildConsignor(running.context);
  await buildPlan(running.context, id, plan);
  return id;
}

async function packageOf(consignorId: string, seasonId: string, listingId: string): Promise<string> {
  const { db } = running.context;
  const id = newId('package');
  const seats = { section: '101', row: 'A', low_seat: 1, high_seat: 2 };
  const owner = { id, consignor_id: consignorId, season_id: seasonId };
  await db('packages').insert({ ...owner, ...seats, created_by: 'system' });
  await db('listings').where({ id: listingId }).update({ package_id: id });
  return id;
}

describe('the nearest rule', () => {
  it('wins as a whole, from the marketplace default to the listing', async () => {
    const plan = `Plan ${randomUUID()}`;
    const consignorId = await consignorOfPlan(plan);
    const { eventId, seasonId, homeId } = await buildGame(running.context);
    const { id } = await buildListing(running.context, { consignorId, eventId });
    const packageId = await packageOf(consignorId, seasonId, id);
    expect(await ruleOf(id)).toMatchObject({ percentages: { scope: 'marketplace' }, commissionBps: 2_000 });
    const targets = { plan, consignor: consignorId, package: packageId, team: homeId, event: eventId };
    let commissionBps = 100;
    for (const [scope, target] of Object.entries({ ...targets, listing: id })) {
      commissionBps += 100;
      const components = [part({ bps: commissionBps })];
      expect(await set({ scope: scope as never, target, components }), scope).toMatchObject({ status: 201 });
      expect(await ruleOf(id)).toMatchObject({
        percentages: { scope, target, components },
        commissionBps,
        feeBps: 0,
        sum: { proceeds: 10_000 - commissionBps, commission: commissionBps, fee: 0 },
      });
      // The sums of the staff's view join rules as sets, and say the same.
      const { body } = await staff.ask<ListingList>('GET', `/admin/listings?eventId=${eventId}`);
      expect(body.totals).toMatchObject({ proceeds: 2 * (10_000 - commissionBps), allIn: 20_000 });
    }
    const held = await new Fan(running).hold(id, 1);
    const [item] = await running.context.db('reservation_items').where({ reservation_id: held.body.id });
    const { percentages } = await ruleOf(id);
    expect(item).toMatchObject({ commission_bps: 700, fee_bps: 0, percentages_id: percentages.id });
  });

  it('of two teams is the home team’s', async () => {
    const { eventId } = await buildGame(running.context);
    const { away_id } = await running.context.db('events').where({ id: eventId }).first();
    const { id } = await buildListing(running.context, { eventId });
    await set({ scope: 'team', target: away_id, components: plainComponents(100, 100) });
    expect(await ruleOf(id)).toMatchObject({ percentages: { scope: 'marketplace' } });
  });

  it('is over at its own end; then what lies farther scope again', async () => {
    const consignorId = await buildConsignor(running.context);
    const { id } = await buildListing(running.context, { consignorId });
    const at = (moment: string) =>
      running.context.db
        .raw('SELECT scope FROM percentages_at(?, NULL, NULL, ?, ?)', [id, consignorId, moment])
        .then(({ rows }) => rows[0].scope);
    const effectiveUntil = fromNow(5 * dayMs);
    const rule = { scope: 'consignor', target: consignorId } as const;
    await set({ ...rule, components: plainComponents(1_000, 0), effectiveUntil });
    expect(await at(fromNow(4 * dayMs))).toBe('consignor');
    expect(await at(effectiveUntil)).toBe('marketplace');
    const { rows } = await running.context.db.raw('SELECT id FROM percentages_in_force(?) WHERE target = ?', [
      effectiveUntil,
      consignorId,
    ]);
    expect(rows).toEqual([]);
  });

  it('counts its least and its most, and adds its components', async () => {
    const components = [
      part({ bps: 1_800, minimum: 250, maximum: 6_000 }),
      part({ kind: 'processing', bps: 100, minimum: 30 }),
      part({ kind: 'serviceFee', payer: 'fan', bps: 1_200 }),
      part({ kind: 'delivery', payer: 'fan', bps: 0, minimum: 300, maximum: 300 }),
    ];
    const { eventId } = await buildGame(running.context);
    expect(await set({ scope: 'event', target: eventId, components })).toMatchObject({
      status: 201,
      body: { example: { price: 10_000, proceeds: 8_100, commission: 1_900, fee: 1_500, allIn: 11_500 } },
    });
    for (const [priceAmount, commission, fee] of [
      [1_200, 250 + 30, 144 + 300],
      [42_000, 6_000 + 420, 5_040 + 300],
      [3_333, 600 + 33, 400 + 300],
    ] as const) {
      const { id } = await buildListing(running.context, { eventId, priceAmount });
      expect((await ruleOf(id)).sum).toMatchObject({ commission, proceeds: priceAmount - commission, fee });
    }
  });
});

describe('a rule is refused', () => {
  const fieldsOf = async (rule: Partial<NewPercentages> | Record<string, unknown>) => {
    const { status, body } = await set(rule as never);
    expect(status).toBe(422);
    return (body.errors as Array<{ field: string; message: string }>).map(
      ({ field, message }) => `${field}: ${message}`,
    );
  };

  it.each<[string, Record<string, unknown>, RegExp]>([
    [
      'with a maximum below its minimum',
      { components: [part({ minimum: 300, maximum: 200 })] },
      /^components\.0\.minimum: The minimum is more/,
    ],
    [
      'with more than 100 %',
      { components: [part({ bps: 6_000 }), part({ kind: 'processing', bps: 5_000 })] },
      /more than 100%/,
    ],
    [
      'with a component twice',
      { components: [part({}), part({})] },
      /^components\.1\.kind: This component occurs twice/,
    ],
    [
      'with a commission of the fan',
      { components: [part({ payer: 'fan' })] },
      /^components\.0\.payer: The consignor pays the commission/,
    ],
    [
      'without a number',
      { components: [part({ bps: null as never })] },
      /^components\.0\.bps: Give a percentage from 0 to 100/,
    ],
    ['with half a cent', { components: [part({ minimum: 0.5 })] }, /^components\.0\.minimum: Give an amount/],
    ['without components', { components: [] }, /^components: Give at least one component/],
    ['without a reason', { components: plainComponents(1, 1), reason: '' }, /^reason: Say why/],
    [
      'in the past',
      { components: plainComponents(1, 1), effectiveFrom: fromNow(-60_000) },
      /^effectiveFrom: .*never applied backwards/,
    ],
    [
      'of a marketplace default that ends',
      { components: plainComponents(1, 1), effectiveUntil: fromNow(dayMs) },
      /^effectiveUntil: The marketplace default has no end/,
    ],
    ['of nobody', { scope: 'consignor', components: plainComponents(1, 1) }, /^target: Choose the consignor/],
    [
      'of somebody unknown',
      { scope: 'plan', target: 'No such', components: plainComponents(1, 1) },
      /^target: There is no such plan/,
    ],
  ])('%s, in words beside its field', async (_name, rule, words) => {
    expect((await fieldsOf(rule)).join('\n')).toMatch(words);
  });

  it('that ends before it begins', async () => {
    const target = await buildConsignor(running.context);
    const effective = { effectiveFrom: fromNow(2 * dayMs), effectiveUntil: fromNow(dayMs) };
    expect(
      await fieldsOf({ scope: 'consignor', target, components: plainComponents(1, 1), ...effective }),
    ).toEqual(['effectiveUntil: It ends before it begins. Choose a later end.']);
  });

  it('that overlaps another’s period, both named; an open one is succeeded', async () => {
    const target = await buildConsignor(running.context, { name: 'Overlapping Seats' });
    const scope = { scope: 'consignor', target } as const;
    const from = (days: number) => ({ effectiveFrom: fromNow(days * dayMs) });
    const period = { ...from(10), effectiveUntil: fromNow(20 * dayMs) };
    const other = percentagesRule.parse(
      (await set({ ...scope, components: plainComponents(1_500, 1_200), ...period })).body,
    );
    for (const overlapping of [
      { ...from(15) },
      { ...from(5), effectiveUntil: fromNow(11 * dayMs) },
      { ...from(12), effectiveUntil: fromNow(13 * dayMs) },
      { effectiveFrom: other.effectiveFrom },
    ])
      expect(await set({ ...scope, components: plainComponents(900, 0), ...overlapping })).toMatchObject({
        status: 409,
        body: {
          code: 'overlapping_percentages',
          detail: expect.stringMatching(
            /^Consignor Overlapping Seats, 9% and 0% on top, .* overlaps Consignor Overlapping Seats, 15% and 12% on top, .*, set by Some finance/,
          ),
          other: { id: other.id },
        },
      });
    expect((await set({ ...scope, components: plainComponents(900, 0), ...from(1) })).status).toBe(201);
    expect(
      (await set({ ...scope, components: plainComponents(800, 0), effectiveFrom: other.effectiveUntil! }))
        .status,
    ).toBe(201);
    const { body } = await staff.ask('GET', `${path}?target=${target}`);
    const rules = percentagesList.parse(body).data;
    expect(rules.map(({ commissionBps, state }) => [commissionBps, state])).toEqual([
      [900, 'later'],
      [1_500, 'later'],
      [800, 'later'],
    ]);
    expect(rules[0]?.endsAt).toBe(other.effectiveFrom);
    const later = await staff.ask('GET', `${path}?target=${target}&at=${fromNow(12 * dayMs)}`);
    expect(percentagesList.parse(later.body).data.map(({ state }) => state)).toEqual([
      'over',
      'inForce',
      'later',
    ]);
  });
});

describe('a draft', () => {
  const content = () => ({ scope: 'team' as const, components: plainComponents(1_800, 1_200) });

  it('is saved, changed and put in force by finance; staff read', async () => {
    const { homeId: target } = await buildGame(running.context);
    const draft = { ...content(), target };
    expect((await post(staff, `${path}/drafts`, draft)).status).toBe(403);
    const made = percentagesDraft.parse((await post(finance, `${path}/drafts`, draft)).body);
    expect(made).toMatchObject({
      commissionBps: 1_800,
      version: 1,
      effectiveFrom: null,
      example: { commission: 1_800 },
    });
    const read = draftList.parse((await staff.ask('GET', `${path}/drafts`)).body);
    expect(read.data.map(({ id }) => id)).toContain(made.id);

    const own = `${path}/drafts/${made.id}`;
    const change = (version: number) =>
      finance.ask(
        'PUT',
        own,
        { ...draft, components: plainComponents(1_700, 1_200), version },
        { 'idempotency-key': randomUUID() },
      );
    expect(await change(1)).toMatchObject({ status: 200, body: { commissionBps: 1_700, version: 2 } });
    expect(await change(1)).toMatchObject({ status: 409, body: { code: 'version_conflict' } });
    expect(await post(finance, `${own}/put-in-force`, { version: 2 })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'reason' }] },
    });
    const rule = await post(finance, `${own}/put-in-force`, { version: 2, reason });
    expect(percentagesRule.parse(rule.body)).toMatchObject({
      state: 'inForce',
      commissionBps: 1_700,
      target,
    });
    expect((await post(finance, `${own}/put-in-force`, { version: 2, reason })).status).toBe(404);
    const entries = await running.context.db('audit_entries').where({ subject: made.id }).orderBy('id');
    expect(entries.map(({ what }) => what)).toEqual([
      'percentages.draft',
      'percentages.redraft',
      'percentages.putInForce',
    ]);
  });

  it('is dropped, and stays in the log', async () => {
    const { homeId: target } = await buildGame(running.context);
    const { body } = await post<{ id: string }>(finance, `${path}/drafts`, { ...content(), target });
    expect((await post(staff, `${path}/drafts/${body.id}/drop`, { version: 1 })).status).toBe(403);
    expect((await post(finance, `${path}/drafts/${body.id}/drop`, { version: 1 })).status).toBe(200);
    const [, dropped] = await running.context.db('audit_entries').where({ subject: body.id }).orderBy('id');
    expect(dropped).toMatchObject({ what: 'percentages.drop', before: { target } });
  });

  it('finds what it could reach by name', async () => {
    const { homeId } = await buildGame(running.context, { home: 'Gravel Pit Otters' });
    const { body } = await staff.ask('GET', `${path}/targets?scope=team&q=pit%20otters`);
    expect(body).toEqual({ data: [{ id: homeId, name: 'Gravel Pit Otters' }], total: 1 });
    for (const scope of ['plan', 'consignor', 'package', 'event', 'listing'])
      expect((await staff.ask('GET', `${path}/targets?scope=${scope}&q=a`)).status, scope).toBe(200);
  });
});

describe('what if', () => {
  const period = { from: fromNow(-dayMs), until: fromNow(dayMs) };
  const ask = async (draft: WhatIf['draft'], more: Partial<WhatIf> = {}): Promise<WhatIfAnswer> => {
    const { status, body } = await post(staff, `${path}/what-if`, { draft, ...period, ...more });
    expect(status, JSON.stringify(body)).toBe(200);
    return whatIfAnswer.parse(body);
  };

  it('replays sold tickets to the cent, leaves those of a nearer rule, and counts what would change', async () => {
    const plan = `Plan ${randomUUID()}`;
    const [one, two, other] = [
      await consignorOfPlan(plan),
      await consignorOfPlan(plan),
      await buildConsignor(running.context),
    ];
    await set({ scope: 'consignor', target: two, components: plainComponents(1_000, 1_200) });
    const own = await buildListing(running.context, {
      consignorId: one,
      priceAmount: 3_333,
      seats: [1, 2, 3, 4],
    });
    const nearer = await buildListing(running.context, { consignorId: two });
    const foreign = await buildListing(running.context, { consignorId: other });
    await new Fan(running).buy(own.id, 2);
    await new Fan(running).buy(nearer.id, 1);
    await new Fan(running).buy(foreign.id, 1);
    expect((await new Fan(running).hold(own.id, 1)).status).toBe(201);

    const answer = await ask({ scope: 'plan', target: plan, components: plainComponents(1_800, 1_000) });
    // 33.33 at 20 % and 12 %: 26.66 and 4.00; at 18 % and 10 %: 27.33 and 3.33.
    expect(answer).toMatchObject({
      sales: 1,
      tickets: 2,
      asItWas: { consignors: 5_332, commission: 1_334, fee: 800, fansPaid: 7_466 },
      draft: { consignors: 5_466, commission: 1_200, fee: 666, fansPaid: 7_332 },
      consignors: [{ id: one, sales: 1, tickets: 2, asItWas: 5_332, draft: 5_466 }],
      consignorCount: 1,
      rest: { consignors: 0, draft: 0 },
      live: { listings: 1, heldTickets: 1 },
    });
    expect(answer.otherSales).toBeGreaterThanOrEqual(2);

    // The consignor's own rule would have been succeeded by a nearer draft or one of its own.
    const closer = await ask({ scope: 'consignor', target: two, components: plainComponents(0, 1_200) });
    expect(closer).toMatchObject({
      asItWas: { consignors: 9_000 },
      draft: { consignors: 10_000, commission: 0 },
    });
    const everybody = await ask({ scope: 'marketplace', components: plainComponents(0, 0) }, { top: 1 });
    expect(everybody.consignors).toHaveLength(1);
    expect(everybody.rest.consignors).toBe(everybody.consignorCount - 1);
    expect(everybody.consignors[0]!.draft + everybody.rest.draft).toBe(everybody.draft.consignors);
    expect(everybody.consignors.map(({ id }) => id)).not.toContain(two);
    expect(
      await ask(
        { scope: 'plan', target: plan, components: plainComponents(1, 1) },
        { from: fromNow(-9 * dayMs), until: fromNow(-8 * dayMs) },
      ),
    ).toMatchObject({ sales: 0, consignors: [], asItWas: { fansPaid: 0 } });
  });

  it('is refused with a period that ends before it begins, and to fans', async () => {
    const draft = { scope: 'marketplace', components: plainComponents(1, 1) };
    const turned = { draft, from: period.until, until: period.from };
    expect(await post(staff, `${path}/what-if`, turned)).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'until' }] },
    });
    expect((await post(await person('fan'), `${path}/what-if`, { draft, ...period })).status).toBe(403);
  });
});

describe('a rule that begins later', () => {
  interface Rule {
    id: string;
    code?: string;
    effectiveFrom: string;
  }
  const path = '/admin/percentages';

  it('is taken back with the log: it is a draft again, corrected and put in force, or dropped', async () => {
    const target = await buildConsignor(running.context);
    const effectiveFrom = fromNow(3 * dayMs);
    const rule = { scope: 'consignor', target, components: plainComponents(1_800, 1_200), reason: 'Agreed' };
    const { body: later } = (await post(finance, path, { ...rule, effectiveFrom })) as { body: Rule };
    const reason = 'It was 17%';
    const taken = (await post(finance, `${path}/${later.id}/take-back`, { reason })) as { body: Rule };
    expect(taken.body).toMatchObject({ effectiveFrom, target, commissionBps: 1_800, version: 1 });
    const left = await running.context.db('percentages').where({ id: later.id });
    expect(left).toEqual([]);
    const [entry] = await running.context
      .db('audit_entries')
      .where({ subject: later.id, what: 'percentages.takeBack' });
    expect(entry).toMatchObject({
      reason,
      before: { target, effectiveFrom },
      after: null,
    });
    // Its moment is free again.
    const again = await post(finance, path, {
      ...rule,
      components: plainComponents(1_700, 1_200),
      effectiveFrom,
    });
    expect(again.status).toBe(201);
  });

  it('stays once it has begun, whoever asks', async () => {
    const target = await buildConsignor(running.context);
    const rule = { scope: 'consignor', target, components: plainComponents(1_800, 1_200), reason: 'Agreed' };
    const { body: begun } = (await post(finance, path, rule)) as { body: Rule };
    const refused = await post(finance, `${path}/${begun.id}/take-back`, { reason: 'Too late' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'transition_refused' } });
    expect((await post(staff, `${path}/${begun.id}/take-back`, { reason: 'Too late' })).status).toBe(403);
    await expect(running.context.db('percentages').where({ id: begun.id }).delete()).rejects.toThrow();
  });
});
