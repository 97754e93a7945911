/** Deeds on listings: singly, on a whole view, and seats that go back. */
import type { ListingDeed } from '@holdfast/shared/consignment';
import { buildEvent, buildListing, type ListingWishes } from '../../../test/factories.ts';
import { eventually } from '../../../test/fan.ts';
import type { Bench } from './bench.ts';
import { type Case, changes, looks } from './case.ts';

const actions = 'POST /office/listings/actions';
const reason = 'The consignor rang';
const price = 10_000;

type Body = Partial<ListingDeed> & Record<string, unknown>;

interface DeedWishes {
  listing?: ListingWishes;
  body?: Body | ((bench: Bench) => Body);
  before: Record<string, unknown>;
  after: Record<string, unknown> | ((bench: Bench) => Record<string, unknown>);
  /** Something that happened to the listing first. */
  first?(bench: Bench, id: string): Promise<unknown>;
}

function deed(
  action: ListingDeed['action'],
  { listing = {}, body = {}, before, after, first }: DeedWishes,
): Case {
  return {
    route: actions,
    deed: action,
    by: 'staff',
    does: 'changes',
    async prepare(bench) {
      const { id } = await buildListing(bench.house, { priceAmount: price, ...listing });
      await first?.(bench, id);
      const filled = typeof body === 'function' ? body(bench) : body;
      return {
        path: '/office/listings/actions',
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
  action: ListingDeed['action'],
  from: NonNullable<ListingWishes['state']>,
  to: string,
  body: Body = {},
): Case =>
  deed(action, {
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
  deed('price', {
    body: { change: { by: 'set', amount: 12_000 }, reason },
    before: { state: 'live', priceAmount: price },
    after: { state: 'live', priceAmount: 12_000 },
  }),
  deed('undoPrice', {
    first: (bench, id) => bench.does('staff', 'POST', '/office/listings/actions', { ...reprice, ids: [id] }),
    before: { priceAmount: 12_000 },
    after: { priceAmount: price },
  }),
  deed('limits', {
    body: { floor: 9_000, ceiling: 20_000, reason },
    before: { floorAmount: null, ceilingAmount: null },
    after: { floorAmount: 9_000, ceilingAmount: 20_000 },
  }),
  deed('assign', {
    body: (bench) => ({ ownerId: bench.personId('staff') }),
    before: { ownerId: null },
    after: (bench) => ({ ownerId: bench.personId('staff') }),
  }),
  deed('inHand', {
    body: { on: '2038-03-01' },
    before: { inHandOn: null },
    after: { inHandOn: '2038-03-01' },
  }),
  deed('keepOnSale', {
    body: { reason },
    first: ({ house }, id) =>
      house.db('listings').where({ id }).update({ delist_asked_at: '2026-01-02T03:04:05.000Z' }),
    before: { delistAskedAt: '2026-01-02T03:04:05.000Z' },
    after: { delistAskedAt: null },
  }),
  looks({ by: 'staff', route: actions, deed: 'with preview' }, async ({ house }) => {
    const { id } = await buildListing(house);
    return { path: '/office/listings/actions', body: { ...reprice, ids: [id], preview: true } };
  }),
];

const takeBack = 'POST /office/listings/:id/take-back';

const goingBack: Case[] = [
  changes({ by: 'staff', route: takeBack, deed: 'of some seats' }, async ({ house }) => {
    const { id } = await buildListing(house, { seats: [1, 2, 3, 4] });
    return {
      path: `/office/listings/${id}/take-back`,
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
  changes({ by: 'staff', route: takeBack, deed: 'of all, against no rule' }, async ({ house }) => {
    const { id } = await buildListing(house, { quantity: 10 });
    return {
      path: `/office/listings/${id}/take-back`,
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
  changes({ by: 'staff', route: takeBack, deed: 'against the split rule' }, async ({ house }) => {
    const { id } = await buildListing(house, { seats: [1, 2, 3, 4], splitRule: 'pairs' });
    return {
      path: `/office/listings/${id}/take-back`,
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
  looks({ by: 'staff', route: takeBack, deed: 'with preview' }, async ({ house }) => {
    const { id } = await buildListing(house, { seats: [1, 2, 3, 4] });
    return {
      path: `/office/listings/${id}/take-back`,
      body: { seats: [3, 4], reason, preview: true },
    };
  }),
];

const pause = { action: 'pause', reason } as const;

const wholeViews: Case[] = [
  looks({ by: 'staff', route: 'POST /office/bulk-runs/preview' }, async ({ house }) => {
    const { eventId } = await buildListing(house);
    return { path: '/office/bulk-runs/preview', body: { deed: pause, filter: { eventId } } };
  }),
  changes({ by: 'staff', route: 'POST /office/bulk-runs' }, async ({ house }) => {
    const { id, eventId } = await buildListing(house);
    return {
      path: '/office/bulk-runs',
      body: { deed: pause, filter: { eventId } },
      entries: [
        {
          what: 'bulkRun.start',
          before: null,
          after: { deed: pause, filter: { eventId }, listings: 1 },
        },
        // The work in the background is the person's own, too.
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
  changes({ by: 'staff', route: 'POST /office/bulk-runs/:id/retry' }, async (bench) => {
    const eventId = await buildEvent(bench.house);
    await buildListing(bench.house, { eventId, state: 'paused' });
    const { id } = await bench.does<{ id: string }>('staff', 'POST', '/office/bulk-runs', {
      deed: pause,
      filter: { eventId },
    });
    await eventually('the run is done', async () => {
      const run = await bench.house.db('bulk_runs').where({ id }).first();
      return run.done_at !== null;
    });
    return {
      path: `/office/bulk-runs/${id}/retry`,
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

export const listingCases: Case[] = [...singly, ...goingBack, ...wholeViews];
