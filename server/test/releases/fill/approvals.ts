/** Fills requests that wait for a second person: one that waits, and one of each way in which a person ends it. */
import type { SupportCase } from '@holdfast/shared/support';
import { buildListing } from '../../factories/listings.ts';
import { Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** @throws Error when something is refused */
export async function fillApprovals(running: TestApp): Promise<void> {
  const admin = await signedIn(running, 'admin');
  const ann = await signedIn(running, 'support', 'Ann Sato');
  const bob = await signedIn(running, 'support', 'Bob Lind');
  const put = (limitAmount: number, version: number) =>
    admin.ask('PUT', '/admin/settings/approvals', { limitAmount, version });
  await put(1, 1);
  await ask(running, ann);
  const ends = [
    [bob, 'approve'],
    [bob, 'decline'],
    [ann, 'withdraw'],
  ] as const;
  for (const [who, verb] of ends) {
    const { id, version } = await ask(running, ann);
    const body = { reason: 'Looked at it', ...(verb === 'approve' ? { seenVersion: version } : {}) };
    const { status } = await who.ask('POST', `/admin/approvals/${id}/${verb}`, body);
    if (status !== 200) throw new Error(`${verb} answered ${status}`);
  }
  await put(0, 2);
}

async function ask(running: TestApp, who: Fan): Promise<{ id: string; version: number }> {
  const order = await new Fan(running).buy((await buildListing(running.context)).id, 1);
  const path = `/admin/reservations/${order.id}`;
  const { body: found } = await who.ask<SupportCase>('GET', path);
  const payment = found.actors.find(({ type }) => type === 'payment');
  const version = payment?.version ?? 0;
  const asked = { actorId: payment?.id, message: 'refund', version, reason: 'The fan rang' };
  const { body } = await who.ask<SupportCase>('POST', `${path}/actions`, asked);
  const id = body.approvals?.[0]?.id;
  if (!id) throw new Error(`the request answered ${JSON.stringify(body)}`);
  return { id, version };
}
