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
    quantity: 5,
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
  for (const [at, message] of [
    [3, { type: 'end' }],
    [4, { type: 'eventChanged', startsAt: fromNow(9 * dayMs), eventStatus: 'postponed' }],
  ] as const) {
    const { body: sent } = await send(`friend${at}@example.com`, only(at));
    const id = sent.sent[0]?.id ?? '';
    await inTransaction(context.db, (trx) =>
      context.engine.apply(trx, [messageTo(handoverMachine, id, message, { by: 'system' })]),
    );
  }
}
