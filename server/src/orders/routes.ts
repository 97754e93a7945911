import { idParam } from '@holdfast/shared/http';
import { findOrder, reservation, setEmail } from '@holdfast/shared/reservations';
import qrcode from 'qrcode';
import { z } from 'zod';
import { eventsById } from '../catalog/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  command,
  createRateLimit,
  endpoint,
  networkOf,
  query,
  type StreamHub,
} from '../platform/http/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import {
  cancelHold,
  loadReservation,
  lockReservation,
  openHoldOf,
  orderByCode,
  ordersOf,
} from '../reservations/index.ts';
import { reservationOfTicket } from '../tickets/index.ts';
import { calendarEntry } from './calendarEntry.ts';
import { changeEmail } from './changeEmail.ts';
import { claimOrder } from './claimOrder.ts';
import { contactAddress } from './contact.ts';
import { moveChoiceRoute } from './moveChoiceRoute.ts';
import { grantedOrders, grantOrder, isOrderLink, linkHasEnded } from './orderAccess.ts';
import { mayChange, mayRead } from './policy.ts';
import { presentOrder, presentOrders } from './presentOrders.ts';

export function orderRoutes(app: AppContext, streams: StreamHub): AnyEndpoint[] {
  return [
    ...readingRoutes(app),
    ...accessRoutes(app),
    ...changingRoutes(app),
    moveChoiceRoute(app),
    ...liveRoutes(app, streams),
  ];
}

function readingRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      path: '/contact',
      tag: 'Reservations',
      summary: 'Where fans write to about an order',
      answer: z.object({ email: z.string() }),
      read: async () => ({ email: contactAddress(app) }),
    }),
    query({
      path: '/reservations/current',
      tag: 'Reservations',
      summary: 'The fan’s open hold',
      answer: z.object({ reservation: reservation.nullable() }),
      async run(trx, { caller: { fanId } }) {
        const row = fanId === null ? null : await openHoldOf(trx, fanId);
        return { reservation: row ? await presentOrder(trx, app.engine, row, fanId) : null };
      },
    }),
    query({
      path: '/reservations',
      tag: 'Reservations',
      summary: 'The fan’s orders, newest first',
      answer: z.object({ data: z.array(reservation) }),
      async run(trx, { caller, ctx }) {
        const rows = await ordersOf(trx, caller.fanId ?? '', grantedOrders(ctx, app));
        return { data: await presentOrders(trx, app.engine, rows, caller.fanId) };
      },
    }),
    query({
      path: '/reservations/:id',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary: 'One reservation of the fan’s own',
      answer: reservation,
      problems: ['not_found'],
      async run(trx, { params, caller, ctx }) {
        const row = await loadReservation(trx, params.id);
        mayRead(ctx, app, row);
        return presentOrder(trx, app.engine, row, caller.fanId);
      },
    }),
    endpoint({
      method: 'get',
      path: '/reservations/:id/calendar.ics',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary: 'The event of an order of the fan’s own, for their calendar; a later one takes its place',
      problems: ['not_found'],
      async handle(ctx, { params: { id } }) {
        const order = await inTransaction(app.db, async (trx) => {
          const row = await loadReservation(trx, id);
          mayRead(ctx, app, row);
          return presentOrder(trx, app.engine, row, ctx.state.caller.fanId);
        });
        ctx.type = 'text/calendar; charset=utf-8';
        ctx.set('Cache-Control', 'private, no-store');
        ctx.attachment(`${order.code}.ics`);
        ctx.body = calendarEntry(order, `${app.publicUrl}/orders/${id}`);
        return undefined;
      },
    }),
  ];
}

/** How a browser without the order's cookie comes to see it. */
function accessRoutes(app: AppContext): AnyEndpoint[] {
  // Guesses at order codes per address of the network, and per email address from anywhere.
  const guesses = createRateLimit(app, { name: 'find_order', points: 20, seconds: 15 * 60 });
  const guessesOfEmail = createRateLimit(app, { name: 'find_order_email', points: 60, seconds: 60 * 60 });
  return [
    endpoint({
      method: 'post',
      path: '/reservations/find',
      tag: 'Reservations',
      summary: 'Find an order by its code and email address',
      body: findOrder,
      answer: z.object({ id: z.string() }),
      problems: ['not_found', 'too_many_requests'],
      async handle(ctx, { body }) {
        await guesses.consume(networkOf(ctx.ip));
        await guessesOfEmail.consume(body.email.toLowerCase());
        const id = await orderByCode(app.db, body.code, body.email);
        if (id === null)
          throw new Problem(
            'not_found',
            'No order has this code and this email address. Look at the email that we sent.',
          );
        grantOrder(ctx, app, id);
        return { id };
      },
    }),
    endpoint({
      method: 'get',
      path: '/reservations/:id/open/:signature',
      params: idParam('reservation').extend({ signature: z.string() }),
      tag: 'Reservations',
      summary:
        'The link in the email: shows the order in this browser. 30 days after the event it leads to the form that finds it anew',
      status: 302,
      problems: ['not_found'],
      async handle(ctx, { params: { id, signature } }) {
        if (!isOrderLink(app, id, signature)) throw notFound('order');
        const startsAt = await inTransaction(app.db, async (trx) => {
          const { event_id: eventId } = await loadReservation(trx, id);
          return (await eventsById(trx, [eventId])).get(eventId)?.startsAt;
        });
        if (startsAt !== undefined && linkHasEnded(startsAt, Date.now())) {
          ctx.redirect('/orders?link=ended');
          return undefined;
        }
        grantOrder(ctx, app, id);
        ctx.redirect(`/orders/${id}`);
        return undefined;
      },
    }),
  ];
}

function changingRoutes(app: AppContext): AnyEndpoint[] {
  return [
    command({
      method: 'delete',
      path: '/reservations/:id',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary: 'Let the tickets go',
      idempotent: true,
      answer: reservation,
      problems: ['transition_refused', 'not_found'],
      async run(trx, { params: { id }, caller }) {
        mayChange(caller, await loadReservation(trx, id));
        await cancelHold(trx, app.engine, id, caller.fanId ?? '');
        return presentOrder(trx, app.engine, await loadReservation(trx, id), caller.fanId);
      },
    }),
    command({
      method: 'post',
      path: '/reservations/:id/claim',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary: 'Get tickets that cost nothing: the order needs no payment',
      idempotent: true,
      body: setEmail,
      answer: reservation,
      problems: [
        'not_found',
        'buyer_blocked',
        'transition_refused',
        'hold_expired',
        'event_canceled',
        'event_postponed',
        'event_started',
      ],
      async run(trx, { params, body, caller }) {
        const row = await lockReservation(trx, params.id);
        mayChange(caller, row);
        await claimOrder(trx, app.engine, row, {
          email: body.email,
          accountEmail: caller.email,
          by: caller.fanId ?? '',
        });
        return presentOrder(trx, app.engine, await loadReservation(trx, row.id), caller.fanId);
      },
    }),
    command({
      method: 'put',
      path: '/reservations/:id/email',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary:
        'Where the tickets go; after payment they are emailed there anew, and the former address is told',
      idempotent: true,
      body: setEmail,
      answer: reservation,
      problems: ['not_found', 'transition_refused'],
      async run(trx, { params, body, caller, principal }) {
        const row = await lockReservation(trx, params.id);
        mayChange(caller, row);
        await changeEmail(trx, row, body.email, principal);
        return presentOrder(trx, app.engine, await loadReservation(trx, row.id), caller.fanId);
      },
    }),
  ];
}

function liveRoutes(app: AppContext, streams: StreamHub): AnyEndpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/reservations/:id/stream',
      params: idParam('reservation'),
      tag: 'Reservations',
      summary: 'Server-sent events: `state` with id, state, version and paymentState at each change',
      async handle(ctx, { params }) {
        const row = await inTransaction(app.db, (trx) => loadReservation(trx, params.id));
        mayRead(ctx, app, row);
        streams.follow(ctx, row.id);
        return undefined;
      },
    }),
    endpoint({
      method: 'get',
      path: '/tickets/:code/qr.svg',
      params: z.object({ code: z.string() }),
      tag: 'Tickets',
      summary: 'The QR code of a ticket, for who may see its order',
      async handle(ctx, { params: { code } }) {
        const row = await inTransaction(app.db, async (trx) => {
          const reservationId = await reservationOfTicket(trx, code);
          if (reservationId === null) throw notFound('ticket');
          return loadReservation(trx, reservationId);
        });
        mayRead(ctx, app, row);
        // A code of ours opens no other gate.
        const event = (await inTransaction(app.db, (trx) => eventsById(trx, [row.event_id]))).get(
          row.event_id,
        );
        if (event?.kind !== 'own') throw notFound('ticket');
        ctx.type = 'image/svg+xml';
        ctx.set('Cache-Control', 'private, max-age=86400');
        // Four modules of quiet zone, dark on white (ISO/IEC 18004).
        ctx.body = await qrcode.toString(code, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });
        return undefined;
      },
    }),
  ];
}
