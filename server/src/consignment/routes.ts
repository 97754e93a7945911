import { catalogEvent, newOwnEvent } from '@holdfast/shared/catalog';
import {
  consignor,
  consignorList,
  consignorQuery,
  listingAction,
  listingActionResult,
  listingList,
  listingQuery,
  newConsignor,
  newPackage,
  packageList,
  packageQuery,
  publicListingQuery,
  publicListings as publicListingsAnswer,
  seasonPackage,
} from '@holdfast/shared/consignment';
import { doerOf } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import type { House } from '../platform/house.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { actOnListings } from './actOnListings.ts';
import { createConsignor, listConsignors, showConsignor } from './consignors.ts';
import { importRoutes } from './importRoutes.ts';
import { listListings } from './listingQueries.ts';
import { createOwnEvent } from './ownEvents.ts';
import { createPackage, listPackages, showPackage } from './packages.ts';
import { publicListings } from './publicListings.ts';
import { sellerRoutes } from './sellerRoutes.ts';
import { showListing, shownListing } from './showListing.ts';

const staff = ['staff'] as const;
/** Finance chooses a consignor when it sets percentages. */
const staffAndFinance = ['staff', 'finance'] as const;

export function consignmentRoutes(house: House): AnyEndpoint[] {
  return [
    ...fanRoutes(house),
    ...sellerRoutes(house),
    ...listingRoutes(house),
    ...consignorRoutes(house),
    ...packageRoutes(house),
    ...importRoutes(house),
  ];
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

function listingRoutes({ db, engine }: House): AnyEndpoint[] {
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

function consignorRoutes({ db }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/consignors',
      tag: 'Desk: consignors',
      summary: 'Consignors with their counts and the percentages in force',
      roles: staffAndFinance,
      query: consignorQuery,
      answer: consignorList,
      handle: (_ctx, { query }) => listConsignors(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/consignors/:id',
      tag: 'Desk: consignors',
      summary: 'One consignor',
      roles: staffAndFinance,
      answer: consignor,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showConsignor(trx, ctx.params.id as string)),
    }),
    endpoint({
      method: 'post',
      path: '/office/consignors',
      tag: 'Desk: consignors',
      summary: 'Add a consignor',
      roles: staff,
      idempotent: true,
      body: newConsignor,
      answer: consignor,
      status: 201,
      problems: ['validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createConsignor(trx, body, doerOf(ctx))),
    }),
  ];
}

function packageRoutes({ db, engine }: House): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/office/packages',
      tag: 'Desk: packages',
      summary: 'Season packages',
      roles: staff,
      query: packageQuery,
      answer: packageList,
      handle: (_ctx, { query }) => listPackages(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/office/packages/:id',
      tag: 'Desk: packages',
      summary: 'One season package',
      roles: staff,
      answer: seasonPackage,
      problems: ['not_found'],
      handle: (ctx) => inTransaction(db, (trx) => showPackage(trx, ctx.params.id as string)),
    }),
    endpoint({
      method: 'post',
      path: '/office/packages',
      tag: 'Desk: packages',
      summary: 'Consign a season’s seats: a submitted listing for each chosen game',
      roles: staff,
      idempotent: true,
      body: newPackage,
      answer: seasonPackage,
      status: 201,
      problems: ['validation_failed', 'same_seats'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createPackage(trx, engine, body, doerOf(ctx))),
    }),
  ];
}
