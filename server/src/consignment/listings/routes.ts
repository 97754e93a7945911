import { catalogEvent, newOwnEvent } from '@holdfast/shared/catalog';
import {
  listingAction,
  listingActionResult,
  listingList,
  listingQuery,
  publicListingQuery,
  publicListings as publicListingsAnswer,
} from '@holdfast/shared/consignment';
import { doerOf } from '../../platform/audit.ts';
import { inTransaction } from '../../platform/db/index.ts';
import type { House } from '../../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../../platform/http/index.ts';
import { actOnListings } from './actOnListings.ts';
import { listListings } from './listingQueries.ts';
import { createOwnEvent } from './ownEvents.ts';
import { publicListings } from './publicListings.ts';
import { showListing, shownListing } from './showListing.ts';

const staff = ['staff'] as const;

export function listingRoutes(house: House): AnyEndpoint[] {
  return [...fanRoutes(house), ...deskRoutes(house)];
}

function fanRoutes({ db, engine }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/events/:id/listings',
      tag: 'Events',
      summary: 'What can be bought now, cheapest first, at all-in prices',
      query: publicListingQuery,
      answer: publicListingsAnswer,
      problems: ['not_found'],
      handle: (ctx, { query }) => publicListings(db, ctx.params.id as string, query.quantity),
    }),
    endpoint({
      method: 'post',
      path: '/office/events',
      tag: 'Desk: events',
      summary: 'Create an event of the house’s own; its ticket types wait for approval',
      roles: staff,
      idempotent: true,
      body: newOwnEvent,
      answer: catalogEvent,
      status: 201,
      problems: ['validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createOwnEvent(trx, engine, body, doerOf(ctx))),
    }),
  ];
}

function deskRoutes({ db, engine }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/listings',
      tag: 'Desk: listings',
      summary: 'Listings with totals over the whole view and counts by state',
      roles: staff,
      query: listingQuery,
      answer: listingList,
      handle: (_ctx, { query }) => listListings(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/listings/:id',
      tag: 'Desk: listings',
      summary: 'One listing with its prices and its story',
      roles: staff,
      answer: shownListing,
      problems: ['not_found'],
      handle: (ctx) => showListing(db, ctx.params.id as string),
    }),
    endpoint({
      method: 'post',
      path: '/office/listings/actions',
      tag: 'Desk: listings',
      summary:
        'Approve, reject, pause, withdraw or price up to 1,000 listings; with preview nothing is changed',
      roles: staff,
      idempotent: true,
      body: listingAction,
      answer: listingActionResult,
      handle(ctx, { body }) {
        const act = (trx: Parameters<typeof actOnListings>[0]) =>
          actOnListings(trx, engine, body, doerOf(ctx));
        // A preview isn't kept under its key: it may be asked again, and answers by then.
        return body.preview ? inTransaction(db, act) : once(ctx, db, act);
      },
    }),
  ];
}
