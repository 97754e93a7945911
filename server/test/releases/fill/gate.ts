import type { Role } from '@holdfast/shared/accounts';
import type { Scanned } from '@holdfast/shared/gate';
import { sealKeys } from '../../../src/payments/keys/readKeys.ts';
import { sandboxKeys } from '../../../src/platform/stripeConfig.ts';
import { buildEvent } from '../../factories/catalog.ts';
import { buildListing } from '../../factories/listings.ts';
import { fromNow, hourMs } from '../../factories/times.ts';
import { Fan } from '../../fan.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';

/** Two who came in at an own event; the one admission was taken back. */
export async function fillGate(running: TestApp): Promise<void> {
  const roles: Role[] = ['gate'];
  const { who } = await somebody(running, roles, { name: 'Gil Okafor' });
  const eventId = await buildEvent(running.context, { startsAt: fromNow(3 * hourMs) });
  const { id } = await buildListing(running.context, { eventId, quantity: 2 });
  const order = await new Fan(running).buy(id, 2);
  for (const { code } of order.items.flatMap(({ tickets }) => tickets)) {
    const body = { code: code ?? '', gate: 'Main entrance' };
    const { admission } = (await who.ask<Scanned>('POST', `/gate/events/${eventId}/scans`, body)).body;
    if (!admission) throw new Error(`${code} let nobody in`);
    if (code === order.items[0]?.tickets[0]?.code)
      await who.ask('POST', `/gate/admissions/${admission.id}/undo`, { reason: 'The wrong ticket' });
  }
}

/** Keys that an administrator gave. Last: the webhooks of the gateway are signed with another secret. */
export async function fillStripeKeys({ context: { db, secret } }: TestApp): Promise<void> {
  const { sealed, keyId } = sealKeys(
    { secretKey: sandboxKeys.secretKey, webhookSecret: 'whsec_of_the_endpoint' },
    secret,
  );
  await db('stripe_keys').insert({
    publishable_key: sandboxKeys.publishableKey,
    secret_hint: 'sk_test_…dbox',
    account: 'acct_sandbox',
    is_live: false,
    sealed,
    key_id: keyId,
  });
}
