import { catalogEvent, eventList, eventQuery, eventSummary, newOwnEvent } from '@holdfast/shared/catalog';
import {
  listingList,
  listingQuery,
  publicListingQuery,
  publicListings as publicListingsAnswer,
} from '@holdfast/shared/listings';
import type { AppContext } from '../platform/appContext.ts';
import { principalOf } from '../platform/audit.ts';
import { type AnyEndpoint, endpoint, once } from '../platform/http/index.ts';
import { csvType, workbookType } from '../platform/spreadsheets/index.ts';
import { listingActionRoutes } from './actions/routes.ts';
import { priceCapRoutes } from './caps/routes.ts';
import { consignorRoutes } from './consignorRoutes.ts';
import { getEvent, listEvents } from './eventsOnSale.ts';
import { listingsCsv, listingsXlsx } from './exportListings.ts';
import { listListings } from './listingQueries.ts';
import { createOwnEvent } from './ownEvents.ts';
import { publicListings } from './publicListings.ts';
import { showListing, shownListing } from './showListing.ts';

const staff = ['staff'] as const;

export function listingRoutes(app: AppContext): AnyEndpoint[] {
  return [
    ...fanRoutes(app),
    ...staffRoutes(app),
    ...listingActionRoutes(app),
    ...priceCapRoutes(app),
    ...consignorRoutes(app),
  ];
}

function fanRoutes({ db, engine }: AppContext): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/events',
      tag: 'Events',
      summary: 'Upcoming events by date, with facets',
      query: eventQuery,
      answer: eventList,
      handle: (_ctx, { query }) => listEvents(db, query),
    }),
    endpoint({
      method: 'get',
      path: '/events/:id',
      tag: 'Events',
      summary: 'One event, by id or by the slug of its address',
      answer: eventSummary,
      problems: ['not_found'],
      handle: (ctx) => getEvent(db, ctx.params.id as string),
    }),
    endpoint({
      method: 'get',
      path: '/admin/events',
      tag: 'Admin: events',
      summary: 'Upcoming events',
      roles: ['staff', 'support', 'finance'],
      query: eventQuery,
      answer: eventList,
      handle: (_ctx, { query }) => listEvents(db, query),
    }),
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
      path: '/admin/events',
      tag: 'Admin: events',
      summary: 'Create an event of our own; its ticket types wait for approval',
      roles: staff,
      idempotent: true,
      body: newOwnEvent,
      answer: catalogEvent,
      status: 201,
      problems: ['validation_failed'],
      handle: (ctx, { body }) => once(ctx, db, (trx) => createOwnEvent(trx, engine, body, principalOf(ctx))),
    }),
  ];
}

function staffRoutes(app: AppContext): AnyEndpoint[] {
  const { db } = app;
  return [
    endpoint({
      method: 'get',
      path: '/admin/listings',
      tag: 'Admin: listings',
      summary: 'Listings with totals over the whole view and counts by state',
      roles: staff,
      query: listingQuery,
      answer: listingList,
      handle: (ctx, { query }) => listListings(app, query, ctx.state.caller.personId),
    }),
    endpoint({
      method: 'get',
      path: '/admin/listings.csv',
      tag: 'Admin: listings',
      summary: 'A view as a CSV file: all its rows in its order',
      roles: staff,
      query: listingQuery,
      async handle(ctx, { query }) {
        ctx.type = csvType;
        ctx.attachment('listings.csv');
        ctx.body = listingsCsv(db, query, ctx.state.caller.personId);
        return undefined;
      },
    }),
    endpoint({
      method: 'get',
      path: '/admin/listings.xlsx',
      tag: 'Admin: listings',
      summary: 'The same as a workbook, up to 100,000 lines',
      roles: staff,
      query: listingQuery,
      problems: ['too_many_rows'],
      async handle(ctx, { query }) {
        const file = await listingsXlsx(db, query, ctx.state.caller.personId);
        ctx.type = workbookType;
        ctx.attachment('listings.xlsx');
        ctx.body = file;
        return undefined;
      },
    }),
    endpoint({
      method: 'get',
      path: '/admin/listings/:id',
      tag: 'Admin: listings',
      summary: 'One listing with its prices and its story',
      roles: staff,
      answer: shownListing,
      problems: ['not_found'],
      handle: (ctx) => showListing(app, ctx.params.id as string),
    }),
  ];
}
