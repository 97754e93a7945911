/** Audit cases of listings: actions on single listings and on whole views, and taking seats back. */
import type { ListingAction } from '@holdfast/shared/listings';
import { expect } from 'vitest';
import { buildConsignor, buildEvent, buildListing, type ListingOptions } from '../factories.ts';
import { eventually } from '../fan.ts';
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const actions = 'POST /admin/listings/actions';
const reason = 'The consignor rang';
const price = 10_000;

type Body = Partial<ListingAction> & Record<string, unknown>;

interface ActionOptions {
  listing?: ListingOptions;
  body?: Body | ((bench: Bench) => Body);
  before: Record<string, unknown>;
  after: Record<string, unknown> | ((bench: Bench) => Record<string, unknown>);
  /** Prepares the listing. */
  first?(bench: Bench, id: string): Promise<unknown>;
}

function action(
  action: ListingAction['action'],
  { listing = {}, body = {}, before, after, first }: ActionOptions,
): Case {
  return {
    route: actions,
    action: action,
    by: 'staff',
    does: 'changes',
    async prepare(bench) {
      const { id } = await buildListing(bench.app, { priceAmount: price, ...listing });
      await first?.(bench, id);
      const filled = typeof body === 'function' ? body(bench) : body;
      return {
        path: '/admin/listings/actions',
        body: { action, ids: [id], ...filled },
        entries: [
          {
            what: `listing.${action}`,
            subject: id,
            before,
            after: typeof after === 'function' ? after(bench) : after,
            ...('reason' in filled ? { reason } : {}),
          },
        ],
      };
    },
  };
}

const moves = (
  name: ListingAction['action'],
  from: NonNullable<ListingOptions['state']>,
  to: string,
  body: Body = {},
): Case =>
  action(name, {
    listing: { state: from },
    body,
    before: { state: from, priceAmount: price },
    after: { state: to, priceAmount: price },
  });

const reprice = { action: 'price', change: { by: 'set', amount: 12_000 }, reason };

const singly: Case[] = [
  moves('approve', 'submitted', 'live'),
  moves('reject', 'submitted', 'rejected', { reason }),
  moves('return', 'submitted', 'draft', { reason }),
  moves('resubmit', 'rejected', 'submitted'),
  moves('pause', 'live', 'paused', { reason }),
  moves('resume', 'paused', 'live'),
  moves('withdraw', 'live', 'withdrawn', { reason }),
  action('price', {
    body: { change: { by: 'set', amount: 12_000 }, reason },
    before: { state: 'live', priceAmount: price },
    after: { state: 'live', priceAmount: 12_000 },
  }),
  action('undoPrice', {
    first: (bench, id) => bench.does('staff', 'POST', '/admin/listings/actions', { ...reprice, ids: [id] }),
    before: { priceAmount: 12_000 },
    after: { priceAmount: price },
  }),
  action('undo', {
    body: { of: 'price' },
    first: (bench, id) => bench.does('staff', 'POST', '/admin/listings/actions', { ...reprice, ids: [id] }),
    before: { priceAmount: 12_000 },
    after: { priceAmount: price },
  }),
  action('limits', {
    body: { floor: 9_000, ceiling: 20_000, reason },
    before: { floorAmount: null, ceilingAmount: null },
    after: { floorAmount: 9_000, ceilingAmount: 20_000 },
  }),
  action('assign', {
    body: (bench) => ({ ownerId: bench.personId('staff') }),
    before: { ownerId: null },
    after: (bench) => ({ ownerId: bench.personId('staff') }),
  }),
  action('inHand', {
    body: { on: '2038-03-01' },
    before: { inHandOn: null },
    after: { inHandOn: '2038-03-01' },
  }),
  action('keepOnSale', {
    body: { reason },
    first: ({ app }, id) =>
      app.db('listings').where({ id }).update({ delist_requested_at: '2026-01-02T03:04:05.000Z' }),
    before: { delistRequestedAt: '2026-01-02T03:04:05.000Z' },
    after: { delistRequestedAt: null },
  }),
  previews({ by: 'staff', route: actions, action: 'with preview' }, async ({ app }) => {
    const { id } = await buildListing(app);
    return { path: '/admin/listings/actions', body: { ...reprice, ids: [id], preview: true } };
  }),
];

const takenIn = { section: '12', row: 'C', seats: '1–4', splitRule: 'pairs' };
const takeBack = 'POST /admin/listings/:id/take-back';

const goingBack: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/listings' }, async ({ app }) => ({
    path: '/admin/listings',
    body: {
      kind: 'seated',
      consignorId: await buildConsignor(app),
      eventId: await buildEvent(app),
      priceAmount: price,
      ...takenIn,
    },
    entries: [
      {
        what: 'listing.takeIn',
        before: null,
        after: { ...takenIn, seats: [1, 2, 3, 4], priceAmount: price, state: 'submitted' },
      },
    ],
  })),
  changes({ by: 'staff', route: 'PUT /admin/listings/:id' }, async ({ app }) => {
    const { id } = await buildListing(app, { section: '12' });
    return {
      path: `/admin/listings/${id}`,
      body: { section: '13', reason },
      entries: [
        { what: 'listing.correct', subject: id, reason, before: { section: '12' }, after: { section: '13' } },
      ],
    };
  }),
  changes({ by: 'staff', route: takeBack, action: 'of some seats' }, async ({ app }) => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4] });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { seats: [3, 4], reason },
      entries: [
        {
          what: 'listing.takeBack',
          subject: id,
          reason,
          before: { state: 'live', available: 4, withdrawn: 0 },
          after: { state: 'live', available: 2, withdrawn: 2, leftAtOnce: [3, 4] },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: takeBack, action: 'of all, against no rule' }, async ({ app }) => {
    const { id } = await buildListing(app, { quantity: 10 });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { quantity: 10, reason },
      entries: [
        {
          what: 'listing.takeBack',
          subject: id,
          reason,
          before: { state: 'live', available: 10, withdrawn: 0 },
          after: { state: 'withdrawn', available: 0, withdrawn: 10 },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: takeBack, action: 'against the split rule' }, async ({ app }) => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4], splitRule: 'pairs' });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { seats: [2], reason, override: true },
      entries: [
        {
          what: 'listing.takeBackAgainstSplitRule',
          subject: id,
          reason,
          before: { available: 4, withdrawn: 0 },
          after: { available: 3, withdrawn: 1, againstSplitRule: 'pairs' },
        },
      ],
    };
  }),
  previews({ by: 'staff', route: takeBack, action: 'with preview' }, async ({ app }) => {
    const { id } = await buildListing(app, { seats: [1, 2, 3, 4] });
    return {
      path: `/admin/listings/${id}/take-back`,
      body: { seats: [3, 4], reason, preview: true },
    };
  }),
];

const pause = { action: 'pause', reason } as const;

const wholeViews: Case[] = [
  previews({ by: 'staff', route: 'POST /admin/bulk-runs/preview' }, async ({ app }) => {
    const { eventId } = await buildListing(app);
    return { path: '/admin/bulk-runs/preview', body: { action: pause, filter: { eventId } } };
  }),
  previews({ by: 'staff', route: 'POST /admin/bulk-runs/views' }, async ({ app }) => {
    const { eventId } = await buildListing(app);
    return { path: '/admin/bulk-runs/views', body: { filter: { eventId } } };
  }),
  previews({ by: 'staff', route: 'POST /admin/bulk-runs/preview/rows' }, async (bench) => {
    const { eventId } = await buildListing(bench.app);
    const asked = { filter: { eventId } };
    const view = await bench.does<{ id: string }>('staff', 'POST', '/admin/bulk-runs/views', asked);
    return { path: '/admin/bulk-runs/preview/rows', body: { action: reprice, view: view.id } };
  }),
  changes({ by: 'staff', route: 'POST /admin/bulk-runs' }, async ({ app }) => {
    const { id, eventId } = await buildListing(app);
    return {
      path: '/admin/bulk-runs',
      body: { action: pause, filter: { eventId } },
      entries: [
        {
          what: 'bulkRun.start',
          before: null,
          after: { action: pause, filter: { eventId }, listings: 1 },
        },
        // The background work is logged under the person too.
        {
          what: 'listing.pause',
          subject: id,
          reason,
          before: { state: 'live' },
          after: { state: 'paused' },
        },
      ],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/bulk-runs/:id/retry' }, async (bench) => {
    const eventId = await buildEvent(bench.app);
    const listing = await buildListing(bench.app, { eventId, state: 'paused' });
    const { id } = await bench.does<{ id: string }>('staff', 'POST', '/admin/bulk-runs', {
      action: pause,
      filter: { eventId },
    });
    await eventually('the run is done', async () => {
      const run = await bench.app.db('bulk_runs').where({ id }).first();
      return run.done_at !== null;
    });
    const resume = { action: 'resume', ids: [listing.id] };
    await bench.does('staff', 'POST', '/admin/listings/actions', resume);
    return {
      path: `/admin/bulk-runs/${id}/retry`,
      entries: [
        {
          what: 'bulkRun.retry',
          subject: id,
          before: { refused: 1, waiting: 0 },
          after: { refused: 0, waiting: 1 },
        },
      ],
    };
  }),
];

const rule = {
  name: 'Follow the market',
  pricing: { change: { by: 'market', bps: -500 }, roundTo: 100, keepWithinLimits: true },
  runsAt: '06:30',
};

async function savedRule(bench: Bench): Promise<string> {
  const { eventId } = await buildListing(bench.app);
  const pricing = { change: { by: 'percent', bps: -500 } };
  const body = { ...rule, pricing, filter: { eventId } };
  return (await bench.does<{ id: string }>('staff', 'POST', '/admin/price-rules', body)).id;
}

const priceRules: Case[] = [
  changes({ by: 'staff', route: 'POST /admin/price-rules' }, async ({ app }) => {
    const { eventId } = await buildListing(app);
    const body = { ...rule, filter: { eventId } };
    return {
      path: '/admin/price-rules',
      body,
      entries: [{ what: 'priceRule.create', before: null, after: body }],
    };
  }),
  changes({ by: 'staff', route: 'PUT /admin/price-rules/:id' }, async (bench) => {
    const id = await savedRule(bench);
    const body = { ...rule, runsAt: '07:00', isOn: false };
    return {
      path: `/admin/price-rules/${id}`,
      body,
      entries: [
        { what: 'priceRule.change', subject: id, before: { runsAt: '06:30', isOn: true }, after: body },
      ],
    };
  }),
  changes({ by: 'staff', route: 'DELETE /admin/price-rules/:id' }, async (bench) => {
    const id = await savedRule(bench);
    return {
      path: `/admin/price-rules/${id}`,
      entries: [{ what: 'priceRule.delete', subject: id, before: { name: rule.name }, after: null }],
    };
  }),
  changes({ by: 'staff', route: 'POST /admin/price-rules/:id/run' }, async (bench) => {
    const id = await savedRule(bench);
    return {
      path: `/admin/price-rules/${id}/run`,
      entries: [
        { what: 'bulkRun.start', subject: expect.any(String), before: null, after: { listings: 1 } },
        { what: 'priceRule.run', subject: id, before: null, after: { name: rule.name } },
        {
          what: 'listing.price',
          subject: expect.any(String),
          before: { priceAmount: price },
          after: { priceAmount: 9_500 },
        },
      ],
    };
  }),
];

/** The cases. */
export const listingCases: Case[] = [...singly, ...goingBack, ...wholeViews, ...priceRules];
