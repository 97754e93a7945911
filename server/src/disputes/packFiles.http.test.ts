/** Support's own files in a dispute's evidence: recognized, limited, removable, at Stripe once, and emptied there when they go. */
import { randomUUID } from 'node:crypto';
import type { DisputeShown } from '@holdfast/shared/disputes';
import Stripe from 'stripe';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs } from '../../test/factories/times.ts';
import { eventually, Fan, injectFaults } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import { pictureFile } from '../../test/pictureFiles.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { signUp } from '../../test/signUp.ts';
import { pdfOf } from '../../test/ticketFiles.ts';
import { sandboxKeys } from '../paymentService.ts';
import { createPaymentUpdates } from '../payments/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { eraseDecided } from './eraseEvidence.ts';
import { workDisputes } from './index.ts';

let app: TestApp;
let support: Fan;
let stripe: Stripe;
it.beforeAll(async ({ running }) => {
  app = running;
  support = await signedIn(app, 'support', 'Ruth Adeyemi');
  const { hostname: host, port } = new URL(app.sandboxUrl);
  stripe = new Stripe(sandboxKeys.secretKey, { host, port, protocol: 'http', telemetry: false });
});

/** What the job of the minute does. */
async function work(): Promise<void> {
  const paymentUpdates = createPaymentUpdates(app.context);
  await workDisputes(app.context, stripe, paymentUpdates);
  await paymentUpdates.close();
}

/** A dispute with its pack, staged. */
async function disputed(fan = new Fan(app)): Promise<{ id: string; stripeId: string; eventId: string }> {
  const order = await fan.buy((await buildListing(app.context)).id, 1);
  const payment = await app.context.db('payments').where({ reservation_id: order.id }).first();
  await bankDoes(app, 'disputes', { paymentIntent: payment.stripe_id });
  const row = () => app.context.db('disputes').where({ payment_id: payment.id }).first();
  await eventually('we hear of it', async () => (await row()) !== undefined);
  await work();
  const { id, stripe_id: stripeId } = await row();
  return { id, stripeId, eventId: order.event.id };
}
type Answered = DisputeShown & {
  code: string;
  errors: Array<{ field: string; code: string; message: string }>;
};
const upload = (
  id: string,
  field: string,
  bytes: Uint8Array,
  name = 'photo.png',
  key: string = randomUUID(),
) =>
  support.ask<Answered>('POST', `/admin/disputes/${id}/files?field=${field}&name=${name}`, bytes, {
    'content-type': 'application/octet-stream',
    'idempotency-key': key,
  });
const remove = (id: string, field: string) =>
  support.ask<Answered>('DELETE', `/admin/disputes/${id}/files/${field}`);
const shown = async (id: string) => (await support.ask<DisputeShown>('GET', `/admin/disputes/${id}`)).body;
const fileOf = async (id: string, field: string) =>
  (await shown(id)).pack?.files.find((file) => file.field === field);
const evidenceOf = async ({ stripeId }: { stripeId: string }) =>
  (await stripe.disputes.retrieve(stripeId)).evidence;

it('is uploaded, goes to Stripe in its field, is read again, and is removed there with it', async () => {
  const dispute = await disputed();
  const png = await pictureFile();
  const key = randomUUID();
  const { status, body } = await upload(dispute.id, 'uncategorized_file', png, 'photo.png', key);
  expect([status, body.pack?.version, body.pack?.editedBy]).toEqual([200, 2, 'Ruth Adeyemi']);
  // The same request again, as after a lost answer, adds nothing.
  expect((await upload(dispute.id, 'uncategorized_file', png, 'photo.png', key)).status).toBe(200);
  expect((await upload(dispute.id, 'uncategorized_file', png)).body.errors[0]?.message).toContain('Remove');
  expect(await fileOf(dispute.id, 'uncategorized_file')).toEqual({
    field: 'uncategorized_file',
    name: 'photo.png',
    bytes: png.length,
    mediaType: 'image/png',
    isOwn: true,
    isAtStripe: false,
  });
  await work();
  const atStripe = String((await evidenceOf(dispute)).uncategorized_file);
  expect(await stripe.files.retrieve(atStripe)).toMatchObject({
    purpose: 'dispute_evidence',
    size: png.length,
    filename: 'photo.png',
  });
  expect(await fileOf(dispute.id, 'uncategorized_file')).toMatchObject({ isAtStripe: true });
  const path = `/admin/disputes/${dispute.id}/files/uncategorized_file`;
  expect((await support.file(path)).equals(png)).toBe(true);

  expect((await remove(dispute.id, 'uncategorized_file')).status).toBe(200);
  expect((await remove(dispute.id, 'uncategorized_file')).status).toBe(404);
  await work();
  expect((await evidenceOf(dispute)).uncategorized_file ?? null).toBeNull();
});

it('goes in place of one that was made for its field, which comes back when it is removed', async () => {
  const dispute = await disputed();
  const made = (await evidenceOf(dispute)).service_documentation;
  await upload(dispute.id, 'service_documentation', await pdfOf('GATE-1'), 'gate.pdf');
  await work();
  const given = (await evidenceOf(dispute)).service_documentation;
  expect(given).not.toBe(made);
  expect(await stripe.files.retrieve(String(given))).toMatchObject({ filename: 'gate.pdf' });
  await remove(dispute.id, 'service_documentation');
  await work();
  expect((await evidenceOf(dispute)).service_documentation).toBe(made);
});

it('what is no PDF, PNG or JPEG by its content, or too large with the others, is refused and nothing is kept', async () => {
  const { id } = await disputed();
  const text = Buffer.from('<script>alert(1)</script>');
  expect((await upload(id, 'uncategorized_file', text, 'photo.png')).body.code).toBe('file_not_recognized');
  expect((await upload(id, 'uncategorized_file', Buffer.alloc(6_000_000))).body.code).toBe('body_too_large');
  const large = Buffer.concat([await pictureFile(), Buffer.alloc(4_498_000)]);
  expect((await upload(id, 'uncategorized_file', large)).body.errors[0]).toMatchObject({
    field: 'content',
    code: 'too_large',
    message: expect.stringContaining('4.5 MB in all'),
  });
  expect((await upload(id, 'evidence', await pictureFile())).body.errors[0]?.field).toBe('field');
  expect((await shown(id)).pack).toMatchObject({ version: 1 });
});

it('a text that was deleted and a file that was left out don’t stay at Stripe', async () => {
  const dispute = await disputed();
  const { pack } = await shown(dispute.id);
  const { access_activity_log: _, ...evidence } = pack?.evidence ?? {};
  const body = { version: 1, evidence, leaveOut: ['service_documentation'] };
  const changed = await support.ask<DisputeShown>('PUT', `/admin/disputes/${dispute.id}/evidence`, body);
  expect(changed.body.pack?.leftOut).toEqual(['service_documentation']);
  await work();
  const there = await evidenceOf(dispute);
  expect(there.product_description).toBe(evidence.product_description);
  expect([there.access_activity_log ?? null, there.service_documentation ?? null]).toEqual([null, null]);
});

it('an upload to Stripe that gets no answer is neither lost nor doubled', async () => {
  const dispute = await disputed();
  await upload(dispute.id, 'customer_signature', await pictureFile({ color: '#112233' }));
  // One call with its retries gets no answer, though the file is there.
  await injectFaults(app.sandboxUrl, { loseAnswers: { times: 1 + stripe.getMaxNetworkRetries() } });
  await work();
  expect(await fileOf(dispute.id, 'customer_signature')).toMatchObject({ isAtStripe: false });
  await injectFaults(app.sandboxUrl, null);
  const [upl] = await app.context.db('dispute_uploads').where({ dispute_id: dispute.id });
  const again = await stripe.files.create(
    {
      purpose: 'dispute_evidence',
      file: { data: upl.bytes, name: upl.name, type: upl.media_type },
    },
    { idempotencyKey: `evidenceFile/${upl.id}` },
  );
  await work();
  // The same key gave the same file each time.
  expect((await evidenceOf(dispute)).customer_signature).toBe(again.id);
});

it('once it was submitted nothing is added or removed', async () => {
  const { id } = await disputed();
  await upload(id, 'uncategorized_file', await pictureFile());
  await support.ask('POST', `/admin/disputes/${id}/submit`, { version: 2, reason: 'All is there' });
  expect((await remove(id, 'uncategorized_file')).body.code).toBe('transition_refused');
  expect((await upload(id, 'customer_signature', await pictureFile())).body.code).toBe('transition_refused');
  await work();
  expect((await shown(id)).pack?.files.map(({ field }) => field)).toContain('uncategorized_file');
});

it('of somebody who closed their account stays until the bank decided, and is erased then', async () => {
  const { db } = app.context;
  const fan = new Fan(app);
  const account = { email: `${randomUUID()}@example.com`, password: 'long enough for anybody' };
  await signUp(app, fan, { name: 'Quirine Zonneveld', ...account });
  const dispute = await disputed(fan);
  await upload(dispute.id, 'uncategorized_file', await pictureFile(), 'zonneveld.png');
  await work();
  const { body: pack } = await support.ask<DisputeShown>('GET', `/admin/disputes/${dispute.id}`);
  await support.ask('POST', `/admin/disputes/${dispute.id}/submit`, {
    version: pack.pack?.version,
    reason: 'It is complete.',
  });
  await work();
  const stateOf = async () => (await db('disputes').where({ id: dispute.id }).first()).state;
  await eventually('it was submitted', async () => (await stateOf()) === 'open.underReview');
  const kept = async () => {
    const rows = await Promise.all(
      ['dispute_packs', 'dispute_files', 'dispute_uploads'].map((table) =>
        db(table).where({ dispute_id: dispute.id }),
      ),
    );
    return rows.map((each) => each.length > 0);
  };

  await db('events')
    .where({ id: dispute.eventId })
    .update({ starts_at: new Date(Date.now() - 2 * dayMs) });
  const closing = { currentPassword: account.password };
  expect((await fan.ask('POST', '/account/close', closing)).status).toBe(204);
  expect(await kept()).toEqual([true, true, true]);
  await inTransaction(db, eraseDecided);
  expect(await kept()).toEqual([true, true, true]);

  await bankDoes(app, `disputes/${dispute.stripeId}`, { status: 'lost' });
  await eventually('the bank decided', async () => (await stateOf()) === 'lost');
  await inTransaction(db, eraseDecided);
  expect(await kept()).toEqual([false, false, false]);
  expect((await shown(dispute.id)).pack).toBeNull();
  const audited = await db('audit_entries').where({ subject: dispute.id });
  expect(JSON.stringify(audited)).not.toContain('zonneveld');
});
