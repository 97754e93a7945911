/** Audit cases of events, seasons, price caps and saved views. */

import { buildGame, buildVenue } from '../factories/catalog.ts';
import { giveUpJob } from '../giveUpJob.ts';
import { type Case, changes, previews } from './case.ts';
import type { Bench } from './testBench.ts';

const windows = {
  selling: { from: '2026-05-01', until: '2027-01-31' },
  regular: { from: '2026-09-10', until: '2027-01-05' },
  playoffs: null,
};
const later = { ...windows, playoffs: { from: '2027-01-09', until: '2027-02-14' } };

/** A new place for each cap and tax, because a place has only one cap in force. */
let places = 0;
const newCap = () => ({
  country: 'ZZ',
  region: `R${++places}`,
  overFaceBps: 1_000,
  overFaceAmount: 0,
  law: 'A law of a test',
});

const newTax = () => ({
  country: 'ZZ',
  region: `R${++places}`,
  city: null,
  name: 'A tax',
  ratePpm: 60_000,
  onPrice: true,
  onFee: false,
  from: null,
});

const newView = { page: 'pricing', query: 'league=NHL', shared: true };

const keep = (bench: Bench, path: string, body: object, by: 'staff' | 'finance' | 'support' | 'admin') =>
  bench.does<{ id: string }>(by, 'POST', path, body);

/** The cases. */
export const adminCases: Case[] = [
  previews({ by: 'staff', route: 'POST /admin/counts' }, async () => ({
    path: '/admin/counts',
    body: { views: [{}] },
  })),
  changes({ by: 'staff', route: 'POST /admin/events' }, async ({ app }) => {
    const body = {
      name: 'Open rehearsal',
      venueId: await buildVenue(app),
      localStart: '2038-06-01T19:30',
      ticketTypes: [{ name: 'VIP', priceAmount: 9_000, quantity: 50 }],
    };
    return {
      path: '/admin/events',
      body,
      entries: [{ what: 'event.create', before: null, after: body }],
    };
  }),
  changes({ by: 'staff', route: 'PUT /admin/seasons/:id/windows' }, async (bench) => {
    const { seasonId } = await buildGame(bench.app);
    const path = `/admin/seasons/${seasonId}/windows`;
    await bench.does('staff', 'PUT', path, windows);
    return {
      path,
      body: later,
      entries: [{ what: 'season.windows', subject: seasonId, before: windows, after: later }],
    };
  }),
  changes({ by: 'admin', route: 'PUT /admin/settings/marketplace' }, async ({ app }) => {
    const { name, mail_from_name, version } = await app.db('marketplace_settings').first();
    const body = {
      name: 'Lakeside Tickets',
      contactEmail: 'help@lakeside.example',
      postalAddress: null,
      timeZone: 'America/New_York',
      currency: 'USD',
      mailFromName: mail_from_name,
      mailFromAddress: 'tickets@lakeside.example',
      version,
    };
    return {
      path: '/admin/settings/marketplace',
      body,
      entries: [
        {
          what: 'marketplace.settings',
          subject: 'marketplace',
          before: { name },
          after: { name: body.name, mailFromAddress: body.mailFromAddress },
        },
      ],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/jobs/:id/run-again' }, async (bench) => {
    const id = await giveUpJob(bench.app.db, 'stats.freeze');
    return {
      path: `/admin/jobs/${id}/run-again`,
      entries: [{ what: 'job.runAgain', subject: id, before: null, after: { task: 'stats.freeze' } }],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/jobs/:id/drop' }, async (bench) => {
    const id = await giveUpJob(bench.app.db, 'stats.freeze');
    const reason = 'The day was recounted by hand';
    const before = { task: 'stats.freeze', payload: { n: 1 }, error: 'It is broken' };
    return {
      path: `/admin/jobs/${id}/drop`,
      body: { reason },
      entries: [{ what: 'job.drop', subject: id, reason, before, after: null }],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/price-caps' }, async () => {
    const body = newCap();
    return {
      path: '/admin/price-caps',
      body,
      entries: [{ what: 'priceCap.create', before: null, after: body }],
    };
  }),
  changes({ by: 'finance', route: 'POST /admin/price-caps/:id/end' }, async (bench) => {
    const { region, ...cap } = newCap();
    const { id } = await keep(bench, '/admin/price-caps', { ...cap, region }, 'finance');
    return {
      path: `/admin/price-caps/${id}/end`,
      entries: [{ what: 'priceCap.end', subject: id, before: { region, endedAt: null }, after: { region } }],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/tax-rules' }, async () => {
    const body = newTax();
    return {
      path: '/admin/tax-rules',
      body,
      entries: [{ what: 'tax.create', before: null, after: body }],
    };
  }),
  changes({ by: 'admin', route: 'POST /admin/tax-rules/:id/end' }, async (bench) => {
    const { id } = await keep(bench, '/admin/tax-rules', newTax(), 'admin');
    return {
      path: `/admin/tax-rules/${id}/end`,
      entries: [
        { what: 'tax.end', subject: id, before: { name: 'A tax', endedAt: null }, after: { name: 'A tax' } },
      ],
    };
  }),
  changes({ by: 'support', route: 'POST /admin/views' }, async () => {
    const body = { ...newView, name: 'NHL' };
    return { path: '/admin/views', body, entries: [{ what: 'view.save', before: null, after: body }] };
  }),
  changes({ by: 'support', route: 'DELETE /admin/views/:id' }, async (bench) => {
    const body = { ...newView, name: 'NHL, to drop' };
    const { id } = await keep(bench, '/admin/views', body, 'support');
    return {
      path: `/admin/views/${id}`,
      entries: [{ what: 'view.drop', subject: id, before: body, after: null }],
    };
  }),
];
