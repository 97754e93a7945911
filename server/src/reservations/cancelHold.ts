import { reservationMachine } from '@holdfast/shared/reservations/machines';
import { type Engine, messageTo } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';

/**
 * Cancels a hold; its tickets are free again in this transaction.
 * @throws Problem `transition_refused` with `accepts`, while a payment is under way or after the end
 */
export async function cancelHold(trx: Trx, engine: Engine, reservationId: string, by: string): Promise<void> {
  const [outcome] = await engine.apply(trx, [
    messageTo(reservationMachine, reservationId, { type: 'cancel' }, { by }),
  ]);
  if (outcome?.kind === 'refused')
    throw new Problem(
      'transition_refused',
      outcome.state === 'pending.paying'
        ? 'Your bank is being asked right now. Wait for its answer.'
        : 'These tickets can’t be let go any more.',
      { state: outcome.state, accepts: outcome.accepts },
    );
}
