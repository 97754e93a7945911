/** One event with everything about it that isn't a figure of the statistics, and what staff change of it but its start. */
import { eventInput, moreTicketTypes } from '@holdfast/shared/catalog';
import { type AdminEvent, adminEvent } from '@holdfast/shared/eventChanges';
import { idParam } from '@holdfast/shared/http';
import { approvalsOf } from '../approvals/index.ts';
import { keptEvent } from '../catalog/index.ts';
import {
  addTicketTypes,
  changeEventByHand,
  eventOnSale,
  hasListings,
  ticketTypesOf,
} from '../listings/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { callOffRefunds } from './callOff.ts';
import { changesOfEvent } from './eventChangeQueries.ts';
import { hitsOfEvent } from './eventHits.ts';

const one = { params: idParam('event'), tag: 'Admin: events', answer: adminEvent } as const;

export function eventRoutes(engine: Engine): AnyEndpoint[] {
  return [
    query({
      ...one,
      path: '/admin/events/:id',
      scopes: ['catalog:read'],
      summary: 'One event, what a change of it would hit now, its changes and its ticket types',
      roles: ['staff', 'support', 'finance'],
      problems: ['not_found'],
      run: (trx, { params }) => showAdminEvent(trx, params.id),
    }),
    command({
      ...one,
      method: 'put',
      path: '/admin/events/:id',
      scopes: ['catalog:write'],
      summary: 'Change what an event is; when it is changes by a change of its own',
      roles: ['staff'],
      idempotent: true,
      body: eventInput,
      problems: ['not_found', 'validation_failed'],
      async run(trx, { params, body, principal }) {
        await changeEventByHand(trx, params.id, body, principal);
        return showAdminEvent(trx, params.id);
      },
    }),
    command({
      ...one,
      method: 'post',
      path: '/admin/events/:id/ticketTypes',
      summary: 'List further ticket types of an own event; they wait for approval',
      roles: ['staff'],
      idempotent: true,
      body: moreTicketTypes,
      status: 201,
      problems: ['not_found', 'validation_failed', 'transition_refused'],
      async run(trx, { params, body, principal }) {
        await addTicketTypes(trx, engine, params.id, body, principal);
        return showAdminEvent(trx, params.id);
      },
    }),
  ];
}

/** @throws Problem `not_found` */
async function showAdminEvent(trx: Trx, id: string): Promise<AdminEvent> {
  const event = await eventOnSale(trx, id);
  if (!event) throw notFound('event');
  const { seasonId, doorsMinutes } = await keptEvent(trx, id);
  return {
    ...event,
    hits: await hitsOfEvent(trx, id),
    changes: await changesOfEvent(trx, id),
    secondPerson: (await callOffRefunds(trx, id)).secondPerson,
    requests: await approvalsOf(trx, { subject: id }),
    seasonId,
    doorsMinutes,
    hasListings: await hasListings(trx, id),
    ticketTypes: await ticketTypesOf(trx, id),
  };
}
