/** Inboxes over HTTP: what staff and consignors are told of, once, how they answer it, and what they switch off. */

import { SYNC_COLUMNS } from '@holdfast/shared/imports/broker';
import { listingMachine } from '@holdfast/shared/listings/machines';
import type { InboxStanding, Notice, NoticeList, NoticePreferences } from '@holdfast/shared/notices';
import { expect } from 'vitest';
import { bankDoes } from '../../test/bank.ts';
import { brokerFile, buildNamedGame } from '../../test/brokerFiles.ts';
import { sendConsignorEmailsNow } from '../../test/consignorEmails.ts';
import { messagesOf } from '../../test/eventStream.ts';
import { buildGame } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing, buildListings } from '../../test/factories/listings.ts';
import { eventually, Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { importClient } from '../../test/importClient.ts';
import { somebody } from '../../test/people.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { moveNotices } from '../notices/index.ts';
import { endOfQuiet } from '../notices/preferences.ts';
import { messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { noticesOf, readTransitions, rules } from './causes.ts';
import { readLog } from './readLog.ts';
import { noticeJobs, removeExpiredNotices } from './work.ts';

let app: TestApp;
let ann: { who: Fan; id: string };
let bob: { who: Fan; id: string };
let support: { who: Fan; id: string };

it.beforeAll(async ({ running }) => {
  app = running;
  await buildPercentages(app.context, { consignorId: null, commissionBps: 2_000, feeBps: 1_200 });
  ann = await somebody(app, ['staff'], { name: 'Ann Keller' });
  bob = await somebody(app, ['staff'], { name: 'Bob Roe' });
  support = await somebody(app, ['support']);
});

const inbox = async (who: Fan, of = 'office', query = '') => {
  const { status, body } = await who.ask<NoticeList>('GET', `/notices/${of}?perPage=200${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
};
const told = async (who: Fan, of: string, kind: string): Promise<Notice[]> =>
  (await inbox(who, of, `&kind=${kind}`)).data;
const read = async () => {
  // The worker may read the same part: then it is done when its transaction is.
  await readLog(app.context);
  await eventually('the log is read', async () => {
    const { rows } = await app.context.db.raw(
      'SELECT (SELECT after_seq FROM notice_place) >= (SELECT last_seq FROM transition_numbering) AS done',
    );
    return rows[0].done;
  });
};
const consigning = async () => {
  const consignorId = await buildConsignor(app.context);
  return { consignorId, ...(await somebody(app, ['consignor'], { consignorId })) };
};
const act = (id: string, message: Parameters<typeof messageTo<typeof listingMachine>>[2], by: string) =>
  inTransaction(app.context.db, (trx) =>
    app.context.engine.apply(trx, [messageTo(listingMachine, id, message, { by, reason: 'Torn' })]),
  );

it('tells staff of submitted listings, those of one consignor in one notice, and not whoever submitted them', async () => {
  const { consignorId } = await consigning();
  const before = (await told(ann.who, 'office', 'listingsSubmitted')).length;
  await buildListings(
    app.context,
    [{}, {}, {}].map(() => ({ consignorId, state: 'submitted' as const })),
  );
  await read();
  const [first] = await buildListings(app.context, [{ consignorId, state: 'rejected' }]);
  await act(first?.id ?? '', { type: 'resubmit' }, 'imp_file');
  await read();
  const own = (await told(ann.who, 'office', 'listingsSubmitted')).slice(0, -before || undefined);
  expect(own.reduce((sum, { count }) => sum + count, 0)).toBe(5);
  expect(own.find(({ count }) => count > 1)).toMatchObject({
    title: expect.stringMatching(/^\d listings to approve$/),
    page: expect.stringContaining(`/to-approve?consignorId=${consignorId}`),
  });
  await act(first?.id ?? '', { type: 'reject', reason: 'Torn' }, ann.id);
  await act(first?.id ?? '', { type: 'resubmit' }, bob.id);
  await read();
  const counts = async (who: Fan) =>
    (await told(who, 'office', 'listingsSubmitted')).reduce((sum, { count }) => sum + count, 0);
  expect((await counts(ann.who)) - (await counts(bob.who))).toBe(1);
  expect((await inbox(support.who)).data.filter(({ kind }) => kind === 'listingsSubmitted')).toEqual([]);
});

it('tells a consignor why a listing is rejected, takes it back when that is undone, and says each thing once', async () => {
  const { who, consignorId } = await consigning();
  const { id } = await buildListing(app.context, { consignorId, state: 'submitted' });
  await act(id, { type: 'reject', reason: 'Torn tickets' }, ann.id);
  const [notice] = await told(who, 'selling', 'rejected');
  expect(notice).toMatchObject({ title: 'Not put on sale', text: expect.stringContaining('Torn tickets') });
  await act(id, { type: 'restore', to: 'submitted', reason: null }, ann.id);
  expect(await told(who, 'selling', 'rejected')).toEqual([]);
  await act(id, { type: 'approve' }, ann.id);
  await act(id, { type: 'reprice', priceAmount: 12_300 }, ann.id);
  await read();
  await read();
  const { data } = await inbox(who, 'selling');
  expect(data.map(({ kind }) => kind)).toEqual(['priceChanged', 'listed']);
});

it('counts a sale live, marks what was seen, deletes, and leaves everybody else’s inbox alone', async () => {
  const { who, consignorId } = await consigning();
  const stranger = await consigning();
  const { eventId } = await buildGame(app.context, {});
  const listing = await buildListing(app.context, { eventId, consignorId });
  const aborted = new AbortController();
  const next = messagesOf(await who.open('/notices/selling/stream', aborted.signal));
  expect(await next()).toMatchObject({ event: 'standing', data: { unread: 0, newest: null } });
  await new Fan(app).buy(listing.id, 1);
  expect((await next()).data.unread).toBe(1);
  aborted.abort();
  const { data, unread, keptDays } = await inbox(who, 'selling', '&view=unread');
  expect([unread, keptDays, data[0]?.kind, data[0]?.page]).toEqual([1, 30, 'sold', '/selling#to-deliver']);
  const ids = [data[0]?.id];
  const mark = (by: Fan, body: object) => by.ask<InboxStanding>('POST', '/notices/selling/mark', body);
  expect((await mark(stranger.who, { ids, isRead: true })).status).toBe(200);
  expect((await inbox(who, 'selling')).unread).toBe(1);
  // What came after the list was read stays unread.
  const until = new Date(Date.parse(data[0]?.at ?? '') - 1).toISOString();
  expect((await mark(who, { ids: 'all', until, isRead: true })).body.unread).toBe(1);
  expect((await mark(who, { ids: 'all', isRead: true })).body.unread).toBe(0);
  expect((await mark(who, { ids, isRead: false })).body.unread).toBe(1);
  await stranger.who.ask('POST', '/notices/selling/remove', { ids });
  expect((await inbox(who, 'selling')).total).toBe(1);
  expect((await who.ask<InboxStanding>('POST', '/notices/selling/remove', { ids })).body.unread).toBe(0);
  await read();
  expect((await inbox(who, 'selling')).total).toBe(0);
  expect((await who.ask('GET', '/notices/office')).status).toBe(403);
  expect((await ann.who.ask('GET', '/notices/selling')).status).toBe(403);
  expect((await new Fan(app).ask('GET', '/notices/office/stream')).status).toBe(401);
  await app.verify();
});

it('obeys preferences: inbox and email apart, refuses others’ kinds, and writes what changed into the audit log', async () => {
  const { who, consignorId } = await consigning();
  const path = '/notices/selling/preferences';
  const first = (await who.ask<NoticePreferences>('GET', path)).body;
  expect(first.quiet).toBeNull();
  expect(first.choices.find(({ kind }) => kind === 'sold')).toEqual({
    kind: 'sold',
    inbox: true,
    email: true,
  });
  const choices = [
    { kind: 'listed', inbox: false, email: true },
    { kind: 'priceChanged', inbox: true, email: false },
  ];
  const kept = await who.ask<NoticePreferences>('PUT', path, { choices, quiet: null });
  expect(kept.body.choices).toEqual(expect.arrayContaining(choices));
  expect(await app.context.db('audit_entries').where({ subject: consignorId }).pluck('what')).toEqual([
    'notices.preferences',
  ]);
  const wrong = await who.ask('PUT', path, {
    choices: [{ kind: 'caseOpened', inbox: true, email: true }],
    quiet: null,
  });
  expect([wrong.status, wrong.body.code]).toEqual([422, 'validation_failed']);
  const noZone = { from: '22:00', until: '07:00', timeZone: 'Moon/Base' };
  expect((await who.ask('PUT', path, { choices: [], quiet: noZone })).status).toBe(422);
  const { id } = await buildListing(app.context, { consignorId, state: 'submitted' });
  await act(id, { type: 'approve' }, ann.id);
  await act(id, { type: 'reprice', priceAmount: 45_600 }, ann.id);
  expect((await inbox(who, 'selling')).data.map(({ kind }) => kind)).toEqual(['priceChanged']);
  const [mail] = await sendConsignorEmailsNow(app, consignorId);
  const text = JSON.stringify(mail);
  expect(text).toContain('Now on sale');
  expect(text).not.toContain('New prices');
});

it('emails staff who want it, many notices at once, after their quiet hours', async () => {
  const { who, id } = await somebody(app, ['staff'], { name: 'Cara Night' });
  const zone = 'UTC';
  const hour = (add: number) => `${String((new Date().getUTCHours() + add + 24) % 24).padStart(2, '0')}:00`;
  const quiet = { from: hour(-1), until: hour(2), timeZone: zone };
  const choices = [{ kind: 'delistRequested', inbox: false, email: true }];
  expect((await who.ask('PUT', '/notices/office/preferences', { choices, quiet })).status).toBe(200);
  const seller = await consigning();
  for (const reason of ['A wedding', 'A move']) {
    const listing = await buildListing(app.context, { consignorId: seller.consignorId });
    const asked = await seller.who.ask('POST', `/selling/listings/${listing.id}/delist`, { reason });
    expect(asked.status).toBe(204);
  }
  expect((await inbox(who)).data.filter(({ kind }) => kind === 'delistRequested')).toEqual([]);
  expect((await told(ann.who, 'office', 'delistRequested'))[0]?.text).toContain('A move');
  const { db } = app.context;
  const send = noticeJobs(app.context)['notices.send'];
  const waiting = () =>
    db('notice_sendings').where({ recipient_id: id }).whereNull('sent_at').orderBy('due_at');
  const [due] = await waiting();
  const payload = (dueAt: Date) => ({ recipientId: id, channel: 'email', dueAt: dueAt.toISOString() });
  await send?.(payload(due.due_at));
  const later = await waiting();
  expect(new Set(later.map(({ due_at }) => due_at.getTime())).size).toBe(1);
  expect(later[0]?.due_at.getTime()).toBeGreaterThan(Date.now() + 60 * 60_000 - 1_000);
  expect((await who.ask('PUT', '/notices/office/preferences', { choices, quiet: null })).status).toBe(200);
  await send?.(payload(later[0]?.due_at));
  await send?.(payload(later[0]?.due_at));
  const mails = await db('emails').where({ kind: 'notices' });
  expect(mails).toHaveLength(1);
  expect(mails[0].text_body).toMatch(/A wedding[\s\S]*A move/);
});

it.each(readTransitions)('reads what it tells of %s', async (transition) => {
  const [actorType, toState] = transition.split(' ') as [string, string];
  const row = {
    seq: 1,
    actor_id: 'zz',
    version: 1,
    actor_type: actorType,
    to_state: toState,
    by: 'test',
    at: new Date(),
  };
  const rows = [
    { ...row, from_state: null, message: 'submit' },
    { ...row, from_state: 'closed', message: 'submit' },
  ] as unknown as Parameters<typeof noticesOf>[2];
  // Nobody has this id: what is shown is that its facts can be read.
  const telling = { readers: [], gatherMs: 0 };
  const found = await inTransaction(app.context.db, async (trx) => {
    const each = [];
    for (const rule of rules) each.push(...(await noticesOf(rule, trx, rows, telling)));
    return each;
  });
  expect(found).toEqual([]);
});

it('goes on telling the rest while one rule fails, says so in a case, and tells what it held once it is mended', async () => {
  const { db } = app.context;
  const { who: staff } = await somebody(app, ['staff'], { name: 'Dee Upload' });
  const consignorId = await buildConsignor(app.context);
  const game = await buildNamedGame(app.context);
  const imports = importClient(staff);
  const held = () => db('notice_held_rows').where({ rule: 'import' });
  await db.raw('ALTER VIEW imports_named RENAME TO imports_named_before');
  const id = await imports.upload(brokerFile([...SYNC_COLUMNS, 'currency'], game, [{}]), { consignorId });
  await imports.apply(id);
  await buildListing(app.context, { consignorId, state: 'submitted' });
  await read();
  expect(await told(staff, 'office', 'listingsSubmitted')).not.toEqual([]);
  expect(await told(staff, 'office', 'importEnded')).toEqual([]);
  expect(await held()).toEqual([
    expect.objectContaining({ error: expect.stringContaining('imports_named') }),
  ]);
  await held().update({ held_at: new Date(Date.now() - 3 * 60_000) });
  const { who: admin } = await somebody(app, ['admin']);
  const cases = async () =>
    (await admin.ask<{ data: Array<{ text: string }> }>('GET', '/admin/cases?kind=noticesHeld')).body.data;
  await eventually('it has its case', async () => (await cases()).length === 1);
  expect((await cases())[0]?.text).toContain('imports_named');

  await db.raw('ALTER VIEW imports_named_before RENAME TO imports_named');
  await held().update({ due_at: new Date() });
  await read();
  await eventually('it is told', async () => (await told(staff, 'office', 'importEnded')).length === 1);
  expect(await held()).toEqual([]);
  await eventually('the case ends', async () => (await cases()).length === 0);
});

it('holds back the one row that can’t be told, and tells those beside it', async () => {
  const { db } = app.context;
  const of = async () => ({ consignorId: await buildConsignor(app.context), state: 'submitted' as const });
  const wanted = [await of(), await of()];
  await db.raw(`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN IF NEW.facts ->> 'consignorId' = '${wanted[0]?.consignorId}' THEN RAISE 'not this one'; END IF; RETURN NEW; END $$`);
  await db.raw(
    'CREATE TRIGGER refuse_one BEFORE INSERT ON notices FOR EACH ROW EXECUTE FUNCTION refuse_one()',
  );
  const [bad, good] = await buildListings(app.context, wanted);
  const isTold = async (id = '') => (await db('notices').where({ subject_id: id })).length > 0;
  await read();
  await eventually('the other one is told', () => isTold(good?.id));
  expect(await isTold(bad?.id)).toBe(false);
  expect(await db('notice_held_rows').pluck('error')).toEqual([expect.stringContaining('not this one')]);
  await db.raw('DROP TRIGGER refuse_one ON notices');
  await db('notice_held_rows').update({ due_at: new Date() });
  await read();
  await eventually('it is told once it can be', () => isTold(bad?.id));
});

it('tells finance of a dispute', async () => {
  const finance = await somebody(app, ['finance']);
  const { id: listingId } = await buildListing(app.context);
  const { id } = await new Fan(app).buy(listingId, 1);
  const payment = await app.context.db('payments').where({ reservation_id: id }).first();
  await bankDoes(app, 'disputes', { paymentIntent: payment.stripe_id });
  await eventually('it is told', async () => {
    await read();
    return (await told(finance.who, 'office', 'disputeOpened')).length === 1;
  });
});

it('knows when quiet hours end, over midnight and when clocks change', () => {
  const at = (iso: string) =>
    endOfQuiet(
      { from: '22:00', until: '07:00', timeZone: 'America/New_York' },
      new Date(iso),
    )?.toISOString() ?? null;
  expect(at('2026-12-01T20:00:00Z')).toBeNull();
  expect(at('2026-12-02T03:30:00Z')).toBe('2026-12-02T12:00:00.000Z');
  expect(at('2026-12-02T11:59:00Z')).toBe('2026-12-02T12:00:00.000Z');
  expect(at('2026-12-02T12:00:00Z')).toBeNull();
  // The night before summer time: seven o'clock is an hour earlier.
  expect(at('2027-03-14T04:00:00Z')).toBe('2027-03-14T11:00:00.000Z');
});

it('moves with a merged consignor, ends by age, and is exported', async () => {
  const [from, into] = [await consigning(), await consigning()];
  const { id } = await buildListing(app.context, { consignorId: from.consignorId, state: 'submitted' });
  await act(id, { type: 'approve' }, ann.id);
  await inTransaction(app.context.db, (trx) => moveNotices(trx, from.consignorId, into.consignorId));
  expect((await inbox(from.who, 'selling')).total).toBe(0);
  expect((await inbox(into.who, 'selling')).total).toBe(1);
  const old = new Date(Date.now() - 31 * 86_400_000);
  await app.context.db('notices').where({ recipient_id: into.consignorId }).update({ at: old });
  await removeExpiredNotices(app.context.db);
  expect((await inbox(into.who, 'selling')).total).toBe(0);
  const exported = await ann.who.ask('GET', '/account/export');
  expect(JSON.stringify(exported.body)).toContain('listingsSubmitted');
});
