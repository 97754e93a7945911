/** Notifications of consignors about their listings: gathered for two minutes, in one email, each thing once. */
import { listingMachine } from '@holdfast/shared/listings/machines';
import { expect } from 'vitest';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { buildConsignor, buildListing, buildListings } from '../../test/factories.ts';
import { eventually } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
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
