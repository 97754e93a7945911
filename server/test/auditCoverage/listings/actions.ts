/** Audit cases of the actions on single listings. */
import type { ListingAction } from '@holdfast/shared/listings';
import { buildListing, type ListingOptions } from '../../factories/listings.ts';
import { type Case, previews } from '../case.ts';
import type { Bench } from '../testBench.ts';
import { price, reason, reprice } from './common.ts';

const actions = 'POST /admin/listings/actions';

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

export const actionCases: Case[] = [
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
