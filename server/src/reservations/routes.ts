import { heldReservation, newReservation } from '@holdfast/shared/reservations';
import { fanOf } from '../accounts/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, endpoint, networkOf, requireKey } from '../platform/http/index.ts';
import { isPerson, orAskForProof } from './captcha.ts';
import { hashOfNetwork } from './holdLimits.ts';
import type { HoldRequests } from './reserve.ts';

/** What a fan does before there is an order to show; the rest is `orderRoutes`. */
export function reservationRoutes(app: AppContext, holdRequests: HoldRequests): AnyEndpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/reservations',
      tag: 'Reservations',
      summary: 'Hold tickets of one event',
      idempotent: true,
      body: newReservation,
      answer: heldReservation,
      status: 201,
      problems: [
        'sold_out',
        'partly_available',
        'price_changed',
        'quantity_not_allowed',
        'ticket_limit',
        'charge_limit',
        'hold_open',
        'buyer_blocked',
        'too_many_holds',
        'captcha_required',
        'not_on_sale',
        'different_events',
        'overloaded',
      ],
      async handle(ctx, { body }) {
        const fanId = fanOf(ctx, app);
        const { captcha } = app.config;
        const isGuest = ctx.state.caller.personId === null;
        const isProven =
          isGuest &&
          captcha !== null &&
          body.captchaToken !== undefined &&
          (await isPerson(app, captcha, body.captchaToken));
        const answer = await holdRequests.submit({
          fanId,
          email: body.email ?? ctx.state.caller.email,
          accountEmail: ctx.state.caller.email,
          items: body.items,
          // An account is limited as a fan only, and so is a guest who is a person: they don't share the limit of their address.
          network: isGuest && !isProven ? hashOfNetwork(networkOf(ctx.ip), app.secret) : null,
          ...requireKey(ctx),
        });
        if ('refused' in answer) throw orAskForProof(answer.refused, captcha);
        return answer.held;
      },
    }),
  ];
}
