import { catalogEvent, eventList, eventQuery, eventSummary, newEvent } from '@holdfast/shared/catalog';
import { anyId, idParam } from '@holdfast/shared/http';
import {
  listingCorrection,
  listingList,
  listingQuery,
  liveListingsQuery,
  madeListing,
  newListing,
  publicListingQuery,
  publicListings as publicListingsAnswer,
} from '@holdfast/shared/listings';
import { eventsById } from '../catalog/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, command, endpoint, query, type StreamHub } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { listingActionRoutes } from './actions/routes.ts';
import { priceCapRoutes } from './caps/routes.ts';
import { consignorRoutes } from './consignorRoutes.ts';
import { correctListing } from './correctListing.ts';
import { createEvent } from './eventsByHand.ts';
import { getEvent, listEvents } from './eventsOnSale.ts';
import { listListings } from './listingQueries.ts';
import { topicOf } from './liveListings.ts';
import { priceRuleRoutes } from './priceRules/routes.ts';
import { publicListings } from './publicListings.ts';
import { showListing, shownListing } from './showListing.ts';
import { takeInListing } from './takeInListing.ts';

const staff = ['staff'] as const;

/** @param streams of event pages that follow what is on sale */
export function listingRoutes(app: AppContext, streams: StreamHub): AnyEndpoint[] {
  return [
    ...fanRoutes(app),
    streamRoute(app, streams),
    ...staffRoutes(app),
    ...listingActionRoutes(app),
    ...priceRuleRoutes(),
    ...priceCapRoutes(),
    ...consignorRoutes(),
  ];
}

function fanRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/events',
      scopes: ['catalog:read'],
      tag: 'Events',
      summary: 'Upcoming events by date, with facets',
      query: eventQuery,
      answer: eventList,
      read: (db, { query }) => listEvents(db, query),
    }),
    query({
      path: '/events/:id',
      scopes: ['catalog:read'],
      params: anyId,
      tag: 'Events',
      summary: 'One event, by id or by the slug of its address',
      answer: eventSummary,
      problems: ['not_found'],
      read: (db, { params }) => getEvent(db, params.id),
    }),
    query({
      path: '/admin/events',
      scopes: ['catalog:read'],
      tag: 'Admin: events',
      summary: 'Upcoming events',
      roles: ['staff', 'support', 'finance'],
      query: eventQuery,
      answer: eventList,
      read: (db, { query }) => listEvents(db, query),
    }),
    query({
      path: '/events/:id/listings',
      scopes: ['catalog:read'],
      params: anyId,
      tag: 'Events',
      summary: 'What can be bought now, cheapest first, at all-in prices',
      query: publicListingQuery,
      answer: publicListingsAnswer,
      problems: ['not_found'],
      read: (db, { params, query }) => publicListings(db, params.id, query.quantity),
    }),
    command({
      method: 'post',
      path: '/admin/events',
      scopes: ['catalog:write'],
      tag: 'Admin: events',
      summary: 'Create an event by hand; ticket types of an own one wait for approval',
      roles: staff,
      idempotent: true,
      body: newEvent,
      answer: catalogEvent,
      status: 201,
      problems: ['validation_failed'],
      run: (trx, { body, principal }) => createEvent(trx, engine, body, principal),
    }),
  ];
}

function streamRoute({ db }: AppContext, streams: StreamHub): AnyEndpoint {
  return endpoint({
    method: 'get',
    path: '/events/:id/listings/stream',
    params: idParam('event'),
    tag: 'Events',
    summary:
      'Server-sent events for one number of tickets: `listings` (LiveListings) at first, then `changes` (ListingChanges) within a second of each',
    query: liveListingsQuery,
    problems: ['not_found', 'validation_failed', 'overloaded'],
    async handle(ctx, { params, query: { quantity } }) {
      const isThere = (await inTransaction(db, (trx) => eventsById(trx, [params.id]))).has(params.id);
      if (!isThere) throw notFound('event');
      streams.follow(ctx, topicOf(params.id, quantity));
      return undefined;
    },
  });
}

function staffRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/admin/listings',
      scopes: ['listings:read'],
      tag: 'Admin: listings',
      summary: 'Listings with totals over the whole view and counts by state',
      roles: staff,
      query: listingQuery,
      answer: listingList,
      read: (_db, { query, caller }) => listListings(app, query, caller.personId),
    }),
    query({
      path: '/admin/listings/:id',
      scopes: ['listings:read'],
      params: idParam('listing'),
      tag: 'Admin: listings',
      summary: 'One listing with its prices and its story',
      roles: staff,
      answer: shownListing,
      problems: ['not_found'],
      read: (_db, { params }) => showListing(app, params.id),
    }),
    command({
      method: 'post',
      path: '/admin/listings',
      scopes: ['listings:write'],
      tag: 'Admin: listings',
      summary: 'Take one listing in by hand, by the rules of an import’s row',
      roles: staff,
      idempotent: true,
      body: newListing,
      answer: madeListing,
      status: 201,
      problems: ['validation_failed', 'same_seats'],
      run: async (trx, { body, principal }) => ({
        id: await takeInListing(trx, app.engine, body, principal),
      }),
    }),
    command({
      method: 'put',
      path: '/admin/listings/:id',
      scopes: ['listings:write'],
      params: idParam('listing'),
      tag: 'Admin: listings',
      summary: 'Correct what was taken in wrong; what fans hold or bought is never changed from under them',
      roles: staff,
      idempotent: true,
      body: listingCorrection,
      answer: madeListing,
      problems: ['not_found', 'validation_failed', 'version_conflict', 'transition_refused', 'nothing_to_do'],
      async run(trx, { params, body, principal }) {
        await correctListing(trx, app.engine, params.id, body, principal);
        return { id: params.id };
      },
    }),
  ];
}
