import { findOrder, reservation, setEmail } from '@holdfast/shared/reservations';
import qrcode from 'qrcode';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, endpoint, once } from '../platform/http/index.ts';
import { notFound, Problem } from '../platform/problem.ts';
import {
  cancelHold,
  loadReservation,
  openHoldOf,
  orderByCode,
  ordersOf,
  setOrderEmails,
} from '../reservations/index.ts';
import { reservationOfTicket } from '../tickets/index.ts';
import { grantedOrders, grantOrder, isOrderLink } from './orderAccess.ts';
import { mayChange, mayRead } from './policy.ts';
import { presentOrder, presentOrders } from './presentOrders.ts';
import type { StreamHub } from './stream.ts';

/** Guesses at order codes per address of the network. */
const guesses = new RateLimiterMemory({ points: 20, duration: 15 * 60 });

export function orderRoutes(app: AppContext, streams: StreamHub): AnyEndpoint[] {
  const idOf = (ctx: Ctx) => String(ctx.params.id);
  return [
    endpoint({
      method: 'get',
      path: '/reservations/current',
      tag: 'Reservations',
      summary: 'The fan’s open hold',
      answer: z.object({ reservation: reservation.nullable() }),
      async handle(ctx) {
        const { fanId } = ctx.state.caller;
        if (fanId === null) return { reservation: null };
        return inTransaction(app.db, async (trx) => {
          const row = await openHoldOf(trx, fanId);
          return { reservation: row ? await presentOrder(trx, app.engine, row) : null };
        });
      },
    }),
    endpoint({
      method: 'get',
      path: '/reservations',
      tag: 'Reservations',
      summary: 'The fan’s orders, newest first',
      answer: z.object({ data: z.array(reservation) }),
      async handle(ctx) {
        const granted = grantedOrders(ctx, app);
        return inTransaction(app.db, async (trx) => ({
          data: await presentOrders(
            trx,
            app.engine,
            await ordersOf(trx, ctx.state.caller.fanId ?? '', granted),
          ),
        }));
      },
    }),
    endpoint({
      method: 'post',
      path: '/reservations/find',
      tag: 'Reservations',
      summary: 'Find an order by its code and email address',
      body: findOrder,
      answer: z.object({ id: z.string() }),
      problems: ['not_found', 'too_many_requests'],
      async handle(ctx, { body }) {
        await guesses.consume(ctx.ip).catch((refusal: RateLimiterRes) => {
          throw new Problem('too_many_requests', 'Too many tries. Try again in a few minutes.', {
            retryAfter: Math.ceil(refusal.msBeforeNext / 1000),
          });
        });
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
      tag: 'Reservations',
      summary: 'The link in the email: shows the order in this browser',
      status: 302,
      async handle(ctx) {
        if (!isOrderLink(app, idOf(ctx), String(ctx.params.signature))) throw notFound('order');
        grantOrder(ctx, app, idOf(ctx));
        ctx.redirect(`/orders/${idOf(ctx)}`);
        return undefined;
      },
    }),
    endpoint({
      method: 'get',
      path: '/reservations/:id',
      tag: 'Reservations',
      summary: 'One reservation of the fan’s own',
      answer: reservation,
      problems: ['not_found'],
      handle: (ctx) =>
        inTransaction(app.db, async (trx) => {
          const row = await loadReservation(trx, idOf(ctx));
          mayRead(ctx, app, row);
          return presentOrder(trx, app.engine, row);
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/reservations/:id',
      tag: 'Reservations',
      summary: 'Let the tickets go',
      idempotent: true,
      answer: reservation,
      problems: ['transition_refused', 'not_found'],
      handle: (ctx) =>
        once(ctx, app.db, async (trx) => {
          mayChange(ctx, await loadReservation(trx, idOf(ctx)));
          await cancelHold(trx, app.engine, idOf(ctx), ctx.state.caller.fanId ?? '');
          return presentOrder(trx, app.engine, await loadReservation(trx, idOf(ctx)));
        }),
    }),
    endpoint({
      method: 'put',
      path: '/reservations/:id/email',
      tag: 'Reservations',
      summary: 'Where the tickets go',
      body: setEmail,
      answer: reservation,
      problems: ['not_found', 'transition_refused'],
      handle: (ctx, { body }) =>
        once(ctx, app.db, async (trx) => {
          const row = await loadReservation(trx, idOf(ctx));
          mayChange(ctx, row);
          if (!row.state.startsWith('pending.'))
            throw new Problem(
              'transition_refused',
              'The email address can be changed until the order is paid.',
              { accepts: [] },
            );
          await setOrderEmails(trx, [{ reservationId: row.id, email: body.email }]);
          return presentOrder(trx, app.engine, { ...row, email: body.email });
        }),
    }),
    endpoint({
      method: 'get',
      path: '/reservations/:id/stream',
      tag: 'Reservations',
      summary: 'Server-sent events: `state` with id, state, version and paymentState at each change',
      async handle(ctx) {
        const row = await inTransaction(app.db, (trx) => loadReservation(trx, idOf(ctx)));
        mayRead(ctx, app, row);
        ctx.set({
          'Content-Type': 'text/event-stream',
          'Cache-Control': 'no-cache, no-transform',
          'X-Accel-Buffering': 'no',
        });
        ctx.status = 200;
        ctx.body = streams.follow(row.id);
        return undefined;
      },
    }),
    endpoint({
      method: 'get',
      path: '/tickets/:code/qr.svg',
      tag: 'Tickets',
      summary: 'The QR code of a ticket, for who may see its order',
      async handle(ctx) {
        const code = String(ctx.params.code);
        const row = await inTransaction(app.db, async (trx) => {
          const reservationId = await reservationOfTicket(trx, code);
          if (reservationId === null) throw notFound('ticket');
          return loadReservation(trx, reservationId);
        });
        mayRead(ctx, app, row);
        ctx.type = 'image/svg+xml';
        ctx.set('Cache-Control', 'private, max-age=86400');
        // Four modules of quiet zone, dark on white (ISO/IEC 18004).
        ctx.body = await qrcode.toString(code, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });
        return undefined;
      },
    }),
  ];
}
