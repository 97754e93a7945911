/** Notifications of consignors about their listings: gathered for two minutes, in one email, each thing once. */
import { randomUUID } from 'node:crypto';
import { listingMachine } from '@holdfast/shared/listings/machines';
import { expect } from 'vitest';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { signedIn } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { type MessageOf, messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

let app: TestApp;
it.beforeAll(({ running: started }) => {
  app = started;
});

const send = (ids: string[], message: MessageOf<typeof listingMachine>) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(
      trx,
      ids.map((id) => messageTo(listingMachine, id, message, { by: 'test' })),
    ),
  );

it('notifies a consignor of each rejection once, with its reason', async () => {
  const { id, consignorId } = await buildListing(app.context, { state: 'submitted' });
  await send([id], { type: 'reject', reason: 'Row N has no seat 3' });
  const [first] = await sendConsignorEmailsNow(app, consignorId);
  expect(first?.subject).toMatch(/^Not put on sale: /);
  expect(first?.text_body).toContain('Row N has no seat 3');
  await send([id], { type: 'resubmit' });
  await send([id], { type: 'reject', reason: 'Still no seat 3' });
  const emails = await sendConsignorEmailsNow(app, consignorId);
  expect(emails).toHaveLength(2);
  expect(emails[1]?.text_body).toContain('Still no seat 3');
  expect(emails[1]?.text_body).not.toContain('Row N');
});

it('waits two minutes, and puts what comes meanwhile into the same mail', async () => {
  const consignorId = await buildConsignor(app.context);
  const options = { consignorId, state: 'submitted' as const };
  const [a, b] = await buildListings(app.context, [options, options]);
  await send([a?.id ?? ''], { type: 'reject', reason: 'No such row' });
  await send([b?.id ?? ''], { type: 'return', reason: 'Which seats?' });
  const notifications = await app.context
    .db('consignor_notifications')
    .where({ consignor_id: consignorId })
    .orderBy('at');
  expect(notifications.map(({ due_at }) => due_at)).toEqual([
    notifications[0].due_at,
    notifications[0].due_at,
  ]);
  expect(notifications[0].due_at - notifications[0].at).toBe(120_000);
  const emails = await sendConsignorEmailsNow(app, consignorId);
  expect(emails).toHaveLength(1);
  expect(emails[0]?.subject).toBe('News of 2 of your listings');
  expect(emails[0]?.text_body).toMatch(
    /Not put on sale:\n- .*No such row[\s\S]*Please look again:\n- .*Which seats\?/,
  );
});

it('emails each consignor once for a run over two hundred listings', async () => {
  const consignors = await Promise.all([buildConsignor(app.context), buildConsignor(app.context)]);
  const listings = await buildListings(
    app.context,
    Array.from({ length: 200 }, (_, index) => ({
      consignorId: consignors[index % 2] as string,
      section: `N${index}`,
      state: 'submitted' as const,
    })),
  );
  for (let at = 0; at < 200; at += 50)
    await send(
      listings.slice(at, at + 50).map(({ id }) => id),
      { type: 'reject', reason: 'The club moved this game' },
    );
  for (const consignorId of consignors) {
    const emails = await sendConsignorEmailsNow(app, consignorId);
    expect(emails).toHaveLength(1);
    expect(emails[0]?.text_body.match(/The club moved this game/g)).toHaveLength(100);
  }
});

it('sends a notification once, however often its job runs, and also what a crashed process had only stored', async () => {
  const { id, consignorId } = await buildListing(app.context, { state: 'submitted' });
  await send([id], { type: 'reject', reason: 'No such seat' });
  await sendConsignorEmailsNow(app, consignorId);
  const [notifications] = await app.context
    .db('consignor_notifications')
    .where({ consignor_id: consignorId });
  // As kill -9 leaves it between writing and sending.
  await app.context.db('emails').where({ cause: notifications.email_cause }).update({ state: 'queued' });
  await inTransaction(app.context.db, (trx) =>
    jobs.add(trx, [
      {
        task: 'notifications.mailConsignorNews',
        payload: { consignorId, dueAt: notifications.due_at.toISOString() },
        key: `again/${consignorId}`,
      },
    ]),
  );
  await eventually('it is sent', async () => {
    const [mail] = await app.context.db('emails').where({ cause: notifications.email_cause });
    return mail.state === 'kept';
  });
  expect(await app.context.db('emails').where('to_address', 'like', `${consignorId}%`)).toHaveLength(1);
});

it('lists what staff approved, priced, withdrew and kept on sale in one email, with what fans have of it', async () => {
  const staff = await signedIn(app, 'staff');
  const consignorId = await buildConsignor(app.context, { name: 'Nora Petrov' });
  const eventId = await buildEvent(app.context, { name: 'Ravens at Steelers' });
  const submitted = { consignorId, eventId, state: 'submitted' as const, section: '101', seats: [1, 2] };
  const live = { ...submitted, state: 'live' as const, seats: [1, 2, 3, 4] };
  const [approved, priced, partial, kept, some] = await buildListings(app.context, [
    { ...submitted, row: 'A' },
    { ...live, row: 'B' },
    { ...live, row: 'C' },
    { ...live, row: 'D' },
    { ...live, row: 'E' },
  ]);
  const act = async (action: object, listing: { id: string } | undefined) => {
    const body = { ...action, ids: [listing?.id] };
    const key = { 'idempotency-key': randomUUID() };
    const answer = await staff.ask<{ done: number }>('POST', '/admin/listings/actions', body, key);
    expect(answer.body).toMatchObject({ done: 1 });
  };
  const asked = { delist_requested_at: new Date(), delist_reason: 'We go ourselves' };
  await app.context
    .db('listings')
    .whereIn('id', [partial?.id ?? '', kept?.id ?? ''])
    .update(asked);
  await act({ action: 'approve' }, approved);
  await act({ action: 'price', change: { by: 'set', amount: 12_000 } }, approved);
  await act({ action: 'price', change: { by: 'set', amount: 9_000 } }, priced);
  await act({ action: 'price', change: { by: 'set', amount: 8_500 } }, priced);
  await new Fan(app).buy(partial?.id ?? '', 2);
  await new Fan(app).hold(partial?.id ?? '', 1);
  await act({ action: 'withdraw', reason: 'You asked on Monday' }, partial);
  await act({ action: 'keepOnSale', reason: 'A fan is paying for two of them' }, kept);
  const back = { seats: [3, 4], reason: 'Their cousins come' };
  await staff.ask('POST', `/admin/listings/${some?.id}/take-back`, back, { 'idempotency-key': randomUUID() });

  const [email, ...more] = await sendConsignorEmailsNow(app, consignorId);
  expect(more).toEqual([]);
  const game = 'Ravens at Steelers, section 101';
  expect(email?.text_body).toBe(
    [
      'News of 5 of your listings',
      '',
      'Hello Nora Petrov,',
      '',
      'Still on sale, though you asked for them back:',
      `- ${game}, row D, seats 1–4: A fan is paying for two of them`,
      'Answer this email if you still want them back.',
      '',
      'Taken off sale:',
      `- ${game}, row C, seats 1–4: 1 ticket left the sale, as you asked. 1 is held by a fan: it leaves the sale unless the fan pays. 2 had been sold before and stay sold: you are paid for them. Why: You asked on Monday.`,
      `- ${game}, row E, seats 1–4: seats 3–4 left the sale. Why: Their cousins come.`,
      'Nobody can buy these here any more.',
      '',
      'Now on sale:',
      `- ${game}, row A, seats 1–2: at $120.00 each`,
      'Fans see them now.',
      '',
      'New prices:',
      `- ${game}, row B, seats 1–4: from $100.00 to $85.00 each`,
      'The price of each ticket, before the service fee that fans pay on top.',
      '',
      '-- ',
      'Holdfast',
      'tickets@holdfast.example',
      '',
    ].join('\n'),
  );
});

it('sends nothing of what the consignor’s own file or the system changed', async () => {
  const { id, consignorId } = await buildListing(app.context, { state: 'submitted' });
  await send([id], { type: 'approve' });
  await send([id], { type: 'reprice', priceAmount: 7_700 });
  await send([id], { type: 'withdraw', reason: 'No longer in the file' });
  expect(await sendConsignorEmailsNow(app, consignorId)).toEqual([]);
});
