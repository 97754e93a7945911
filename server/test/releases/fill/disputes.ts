/** Fills disputes in every state in which they rest, with packs of evidence, an uploaded file and a submission. */
import { randomUUID } from 'node:crypto';
import { workDisputes } from '../../../src/disputes/index.ts';
import { createPaymentUpdates } from '../../../src/payments/index.ts';
import { bankDoes } from '../../bank.ts';
import { buildListing } from '../../factories/listings.ts';
import { hourMs } from '../../factories/times.ts';
import { eventually, Fan } from '../../fan.ts';
import { signedIn } from '../../people.ts';
import { pictureFile } from '../../pictureFiles.ts';
import type { TestApp } from '../../runningApp.ts';
import { sandboxStripe } from '../../sandboxStripe.ts';
import { posted } from './listings.ts';

interface Disputed {
  id: string;
  stripeId: string;
}

/** @throws Error when something is refused */
export async function fillDisputes(running: TestApp): Promise<void> {
  await decidedByTheBank(running);
  await withEvidence(running);
}

/** The bank disputes a charge, or asks about it, and decides. */
async function decidedByTheBank(running: TestApp): Promise<void> {
  const decided = async (isInquiry: boolean, status: string, state: string) => {
    const { stripeId } = await disputed(running, isInquiry);
    await bankDoes(running, `disputes/${stripeId}`, { status });
    await reaches(running, stripeId, state);
  };
  await disputed(running);
  await disputed(running, true);
  await decided(true, 'warning_closed', 'closed');
  await decided(false, 'won', 'won');
  await decided(false, 'lost', 'lost');
}

async function withEvidence(running: TestApp): Promise<void> {
  const { db } = running.context;
  const support = await signedIn(running, 'support', 'Sam Support');
  const answered = await disputed(running, true);
  const withdrawn = await disputed(running);
  const expired = await disputed(running);
  const uploaded = await disputed(running);
  await work(running);
  await posted(support, `/admin/disputes/${answered.id}/submit`, { version: 1, reason: 'All is there' });
  await posted(support, `/admin/disputes/${withdrawn.id}/withdraw`, { reason: 'They found the email' });
  await db('dispute_packs')
    .where({ dispute_id: expired.id })
    .update({ due_at: new Date(Date.now() - hourMs) });
  const file = await support.ask(
    'POST',
    `/admin/disputes/${uploaded.id}/files?field=uncategorized_file&name=photo.png`,
    await pictureFile(),
    { 'content-type': 'application/octet-stream', 'idempotency-key': randomUUID() },
  );
  if (file.status >= 300) throw new Error(`the file answered ${JSON.stringify(file.body)}`);
  await work(running);
  await reaches(running, answered.stripeId, 'answered');
  await reaches(running, withdrawn.stripeId, 'open.withdrawn');
  await reaches(running, expired.stripeId, 'open.expired');
}

async function disputed(running: TestApp, isInquiry = false): Promise<Disputed> {
  const { db } = running.context;
  const order = await new Fan(running).buy((await buildListing(running.context)).id, 1);
  const { stripe_id: paymentIntent } = await db('payments').where({ reservation_id: order.id }).first();
  const { id: stripeId } = await bankDoes(running, 'disputes', { paymentIntent, isInquiry });
  await reaches(running, stripeId, isInquiry ? 'inquiry' : 'open.needsResponse');
  const { id } = await db('disputes').where({ stripe_id: stripeId }).first();
  return { id, stripeId };
}

/** What the job of the minute does. */
async function work(running: TestApp): Promise<void> {
  const paymentUpdates = createPaymentUpdates(running.context);
  await workDisputes(running.context, sandboxStripe(running), paymentUpdates);
  await paymentUpdates.close();
}

const reaches = ({ context }: TestApp, stripeId: string, wanted: string) =>
  eventually(`the dispute is ${wanted}`, async () => {
    const row = await context.db('disputes').where({ stripe_id: stripeId }).first();
    return row?.state === wanted;
  });
