import { handoverMachine } from '@holdfast/shared/handovers/machines';
import { messageTo } from '../../../src/platform/actors/index.ts';
import { inTransaction } from '../../../src/platform/db/index.ts';
import { dayMs, fromNow } from '../../factories/times.ts';
import { friendOf, withTickets } from '../../handoverClient.ts';
import type { TestApp } from '../../runningApp.ts';

/** Tickets sent to friends: one waits, others were accepted, sent on, declined, taken back or ended. */
export async function fillHandovers(running: TestApp): Promise<void> {
  const { context } = running;
  const { ticketIds, send, takeBack } = await withTickets(running, {
    quantity: 4,
    startsAt: fromNow(9 * dayMs),
  });
  const only = (at: number) => ({ ticketIds: [ticketIds[at]] });
  await send('ana@example.com', only(0));
  const ana = await friendOf(running, 'ana@example.com');
  await ana.says('accept');
  await ana.says('send', { ...only(0), toName: 'Bob', toEmail: 'bob@example.com', fromName: 'Ana' });
  await send('carl@example.com', only(1));
  await (await friendOf(running, 'carl@example.com')).says('decline');
  const { body } = await send('dora@example.com', only(2));
  await takeBack(body.sent[0]?.id);
  const { body: last } = await send('emil@example.com', only(3));
  await inTransaction(context.db, (trx) =>
    context.engine.apply(trx, [
      messageTo(handoverMachine, last.sent[0]?.id ?? '', { type: 'end' }, { by: 'system' }),
    ]),
  );
}
