/** Fills cases: what the other rows left for a person, one of it laid aside, one closed, one with a comment. */
import type { CaseShown } from '@holdfast/shared/cases';
import { fromNow, hourMs } from '../../factories/times.ts';
import { Fan } from '../../fan.ts';
import { lookedOver } from '../../lookedOver.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { posted } from './listings.ts';

export async function fillCases(running: TestApp): Promise<void> {
  await lookedOver(running.context);
  const admin = await signedIn(running, 'admin');
  const { data } = (await admin.ask<{ data: CaseShown[] }>('GET', '/admin/cases')).body;
  // Of which kind they are depends on how long the rest took: a refund that was given up soon never had one.
  const [rests, closed, told] = data;
  if (!rests || !closed || !told) throw new Error(`only ${data.length} cases are open`);
  const act = async ({ id, version }: CaseShown, verb: string, body: object) => {
    const { status } = await admin.ask(
      'POST',
      `/admin/cases/${id}/${verb}`,
      verb === 'comments' ? body : { version, ...body },
    );
    if (status !== 200) throw new Error(`${verb} answered ${status}`);
  };
  await act(rests, 'snooze', { until: fromNow(24 * hourMs) });
  await act(closed, 'close', { reason: 'Paid by hand' });
  await act(told, 'comments', { text: 'The fan sends another account.' });
  await message(running, admin);
  const blocked = { email: 'blocked@example.com', reason: 'The bank reported stolen cards' };
  const { status } = await admin.ask('POST', '/admin/blocks', blocked);
  if (status !== 201) throw new Error(`the block answered ${status}`);
}

/** A fan writes about an order, and is answered. */
async function message(running: TestApp, support: Fan): Promise<void> {
  const asked = { email: 'asks@example.com', topic: 'tickets', text: 'Where do I pick my tickets up?' };
  const { status } = await new Fan(running).ask('POST', '/contact', asked);
  if (status !== 201) throw new Error(`the message answered ${status}`);
  const { data } = (await support.ask<{ data: CaseShown[] }>('GET', '/admin/cases?kind=message&view=all'))
    .body;
  await posted(support, `/admin/cases/${data[0]?.id}/answer`, { text: 'At the box office.' });
}
