import { moveChoice } from '@holdfast/shared/eventChanges';
import { idParam } from '@holdfast/shared/http';
import { reservation } from '@holdfast/shared/reservations';
import { chooseAfterMove } from '../eventChanges/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command } from '../platform/http/index.ts';
import { loadReservation } from '../reservations/index.ts';
import { mayRead } from './policy.ts';
import { presentOrder } from './presentOrders.ts';

/** The choice of a fan whose event moved. The order's link opens it too. */
export const moveChoiceRoute = (app: AppContext): AnyEndpoint =>
  command({
    method: 'post',
    path: '/reservations/:id/move-choice',
    params: idParam('reservation'),
    tag: 'Reservations',
    summary: 'Keep the tickets of a moved event, or have all of the money back',
    idempotent: true,
    body: moveChoice,
    answer: reservation,
    problems: ['not_found', 'transition_refused', 'validation_failed'],
    async run(trx, { params: { id }, body, ctx, caller, principal }) {
      mayRead(ctx, app, await loadReservation(trx, id));
      await chooseAfterMove(trx, app.engine, id, body.choice, principal);
      return presentOrder(trx, app.engine, await loadReservation(trx, id), caller.fanId);
    },
  });
