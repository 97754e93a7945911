/** Audit cases of messages to many. Their consignors are those of an event of each case. */
import type { MailingAudience } from '@holdfast/shared/mailings';
import { newId } from '../../src/platform/ids.ts';
import { buildEvent } from '../factories/catalog.ts';
import { buildListing } from '../factories/listings.ts';
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const words = { subject: 'News of {{event}}', text: 'Hello {{name}}' };

async function audienceOfOne({ app }: Bench): Promise<MailingAudience & { eventId: string }> {
  const eventId = await buildEvent(app);
  await buildListing(app, { eventId });
  return { to: 'consignors', eventId };
}

/** One with somebody in this state, whose turn doesn't come by itself: no job is queued. */
async function mailingWith(bench: Bench, state: 'waiting' | 'failed'): Promise<string> {
  const id = newId('mailing');
  const audience = await audienceOfOne(bench);
  const { db } = bench.app;
  await db('mailings').insert({
    id,
    ...words,
    audience,
    event_id: audience.eventId,
    by: 'system',
    created_at: new Date(),
  });
  const { consignor_id } = await db('listings').where({ event_id: audience.eventId }).first('consignor_id');
  await db('mailing_recipients').insert({ mailing_id: id, recipient_id: consignor_id, state });
  return id;
}

/** The cases. */
export const mailingCases: Case[] = [
  previews({ by: 'staff', route: 'POST /admin/mailings/preview' }, async (bench) => ({
    path: '/admin/mailings/preview',
    body: { ...words, audience: await audienceOfOne(bench) },
  })),
  changes({ by: 'staff', route: 'POST /admin/mailings' }, async (bench) => {
    const audience = await audienceOfOne(bench);
    return {
      path: '/admin/mailings',
      body: { ...words, audience, count: 1 },
      entries: [{ what: 'mailing.send', before: null, after: { ...words, audience, recipients: 1 } }],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/mailings/:id/stop' }, async (bench) => {
    const id = await mailingWith(bench, 'waiting');
    return {
      path: `/admin/mailings/${id}/stop`,
      entries: [{ what: 'mailing.stop', subject: id, before: { waiting: 1 }, after: { waiting: 0 } }],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/mailings/:id/resend' }, async (bench) => {
    const id = await mailingWith(bench, 'failed');
    return {
      path: `/admin/mailings/${id}/resend`,
      entries: [{ what: 'mailing.resend', subject: id, before: { failed: 1 }, after: { failed: 0 } }],
    };
  }),
];
