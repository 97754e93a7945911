import {
  handover,
  openHandover,
  sending,
  sendOn,
  sendTickets,
  takeHandoverBack,
  takeSentOnBack,
} from '@holdfast/shared/handovers';
import { idParam } from '@holdfast/shared/http';
import { z } from 'zod';
import { fanOf, ownedBy } from '../accounts/index.ts';
import { mayRead } from '../orders/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Ctx,
  command,
  createRateLimit,
  endpoint,
  networkOf,
  openingSecrets,
  query,
} from '../platform/http/index.ts';
import { loadReservation } from '../reservations/index.ts';
import { acceptHandover, declineHandover, takeBackHandover } from './answers.ts';
import { Handover } from './Handover.ts';
import { handoversOf, nameOfPerson, readHandover, readSending } from './read.ts';
import { sendHandover } from './send.ts';
import { handoverOfToken } from './token.ts';

const tag = 'Handovers';
const problems = [
  'link_ended',
  'not_found',
  'not_on_sale',
  'buyer_blocked',
  'transition_refused',
  'validation_failed',
  'too_many_requests',
] as const;

/** Counts what is sent from a network or account, and to an address: it makes us email strangers. */
function sendingLimits(app: AppContext) {
  const ofSender = createRateLimit(app, { name: 'handover_send', points: 20, seconds: 60 * 60 });
  const ofAddress = createRateLimit(app, { name: 'handover_email', points: 10, seconds: 60 * 60 });
  return async (ctx: Ctx, toEmail: string): Promise<void> => {
    await ofSender.consume(ctx.state.caller.personId ?? networkOf(ctx.ip));
    await ofAddress.consume(toEmail.toLowerCase());
  };
}

/** Handovers: an order's fan sends tickets to a friend, who accepts or declines by the link of an email, or sends them on. */
export function handoverRoutes(app: AppContext): AnyEndpoint[] {
  const count = sendingLimits(app);
  return [...orderRoutes(app, count), ...friendRoutes(app, count)];
}

/** For whoever may read the order: who has its email's link has its codes too. */
function orderRoutes(app: AppContext, count: ReturnType<typeof sendingLimits>): AnyEndpoint[] {
  const params = idParam('reservation');
  const read = async (trx: Trx, ctx: Ctx, id: string) => {
    const order = await loadReservation(trx, id);
    mayRead(ctx, app, order);
    return order;
  };
  const shown = async (trx: Trx, ctx: Ctx, reservationId: string) =>
    readSending(trx, { reservationId, fromId: null }, await nameOfPerson(trx, ctx.state.caller.personId));
  return [
    query({
      path: '/reservations/:id/handovers',
      params,
      tag,
      summary: 'What of an order was sent to friends, and what can be',
      answer: sending,
      problems: ['not_found'],
      async run(trx, { params: { id }, ctx }) {
        await read(trx, ctx, id);
        return shown(trx, ctx, id);
      },
    }),
    command({
      method: 'post',
      path: '/reservations/:id/handovers',
      params,
      tag,
      summary: 'Send tickets of an order to a friend, who is emailed a link to accept or decline',
      body: sendTickets,
      answer: sending,
      problems,
      async run(trx, { params: { id: reservationId }, body, ctx }) {
        const { email } = await read(trx, ctx, reservationId);
        await count(ctx, body.toEmail);
        await sendHandover(trx, app, { reservationId, fromId: null, email, by: fanOf(ctx, app) }, body);
        return shown(trx, ctx, reservationId);
      },
    }),
    command({
      method: 'post',
      path: '/reservations/:id/handovers/take-back',
      params,
      tag,
      summary: 'Take back what was sent, until it is accepted',
      body: takeHandoverBack,
      answer: sending,
      problems,
      async run(trx, { params: { id: reservationId }, body, ctx }) {
        await read(trx, ctx, reservationId);
        const from = { reservationId, fromId: null };
        await takeBackHandover(trx, app, body.handoverId, from, fanOf(ctx, app));
        return shown(trx, ctx, reservationId);
      },
    }),
  ];
}

function friendRoutes(app: AppContext, count: ReturnType<typeof sendingLimits>): AnyEndpoint[] {
  const opened = openingSecrets(app, 'handover_open', (token) => handoverOfToken(app, token));
  /** A command of the friend, by the secret of the link; the handover as it is then. */
  const act = <B extends typeof openHandover>(
    name: string,
    summary: string,
    body: B,
    run: (trx: Trx, given: { id: string; body: z.output<B>; ctx: Ctx; by: string }) => Promise<unknown>,
  ): AnyEndpoint =>
    command({
      method: 'post',
      path: `/handovers/${name}`,
      tag,
      summary,
      body,
      answer: handover,
      problems,
      async run(trx, { body, ctx }) {
        const id = await opened(ctx, (body as { token: string }).token);
        await run(trx, { id, body, ctx, by: fanOf(ctx, app) });
        return readHandover(trx, app, id);
      },
    });
  return [
    endpoint({
      method: 'post',
      path: '/handovers/open',
      tag,
      summary: 'Tickets that somebody sent, by the secret of the email’s link',
      body: openHandover,
      answer: handover,
      problems: ['link_ended', 'not_found', 'too_many_requests'],
      async handle(ctx, { body }) {
        const id = await opened(ctx, body.token);
        return inTransaction(app.db, (trx) => readHandover(trx, app, id));
      },
    }),
    act(
      'accept',
      'Accept the tickets: they are yours, with new codes',
      openHandover,
      (trx, { id, ctx, by }) =>
        acceptHandover(trx, app, id, { fanId: by, personId: ctx.state.caller.personId }),
    ),
    act('decline', 'Decline the tickets', openHandover, (trx, { id, by }) =>
      declineHandover(trx, app, id, by),
    ),
    act('send', 'Send tickets on to somebody else', sendOn, async (trx, { id, body, ctx, by }) => {
      await count(ctx, body.toEmail);
      const { reservationId, toEmail: email } = await Handover.query(trx).findById(id).throwIfNotFound();
      await sendHandover(trx, app, { reservationId, fromId: id, email, by }, body);
    }),
    act('take-back', 'Take back what was sent on', takeSentOnBack, async (trx, { id, body, by }) => {
      const { reservationId } = await Handover.query(trx).findById(id).throwIfNotFound();
      await takeBackHandover(trx, app, body.handoverId, { reservationId, fromId: id }, by);
    }),
    query({
      path: '/handovers',
      tag,
      signedIn: true,
      summary: 'Tickets that were sent to the account, and to its confirmed address',
      answer: z.object({ data: z.array(handover) }),
      async run(trx, { caller }) {
        return { data: await handoversOf(trx, app, await ownedBy(trx, caller.personId ?? '')) };
      },
    }),
  ];
}
