/** Other houses' catalogues: runs that are set off by hand, and what is decided on their entries. */
import type { OutsideEvent } from '@holdfast/shared/catalogs';
import { buildEvent } from '../../../test/factories.ts';
import { newId, randomText } from '../../platform/ids.ts';
import type { Bench } from './bench.ts';
import { type Case, changes, type ExpectedEntry, type Prepared } from './case.ts';

const reason = 'A parking pass';

/** An entry of Ticketmaster's that nothing of ours matches. @returns its id */
async function newEntry({ house }: Bench, ignored = false): Promise<string> {
  const runId = newId('catalogRun');
  await house.db('catalog_runs').insert({
    id: runId,
    catalogue: 'ticketmaster',
    started_by: 'house',
    done_at: house.db.raw('now()'),
  });
  const outsideId = randomText(12);
  const said: OutsideEvent = {
    outsideId,
    name: `Recital ${outsideId}`,
    home: null,
    away: null,
    venueName: `Hall ${outsideId}`,
    city: 'Pittsburgh',
    region: 'PA',
    country: 'US',
    timeZone: 'America/New_York',
    localStart: '2038-05-03T19:30',
    startsAt: null,
    timeTbd: false,
    status: 'scheduled',
    isGame: false,
  };
  await house.db('catalog_events').insert({
    catalogue: 'ticketmaster',
    outside_id: outsideId,
    said: JSON.stringify(said),
    why: 'No such venue.',
    last_run_id: runId,
    ...(ignored
      ? { decision: 'ignored', decided_by: 'house', decided_at: house.db.raw('now()'), reason: 'No game' }
      : {}),
  });
  return `ticketmaster:${outsideId}`;
}

function onEntry(
  deed: string,
  ask: (bench: Bench) => Promise<Pick<Prepared, 'body'> & Omit<ExpectedEntry, 'what' | 'subject'>>,
  { ignored = false } = {},
): Case {
  return {
    route: `POST /office/eventsToMatch/:id/${deed}`,
    by: 'staff',
    does: 'changes',
    async prepare(bench) {
      const id = await newEntry(bench, ignored);
      const { body, ...entry } = await ask(bench);
      return {
        path: `/office/eventsToMatch/${id}/${deed}`,
        body,
        entries: [{ what: `catalogEvent.${deed}`, subject: id, ...entry }],
      };
    },
  };
}

export const catalogueCases: Case[] = [
  onEntry('link', async ({ house }) => {
    const eventId = await buildEvent(house);
    return {
      body: { eventId },
      before: { decision: null },
      after: { decision: 'linked', eventId },
    };
  }),
  onEntry('create', async () => ({ before: { decision: null }, after: { decision: 'created' } })),
  onEntry('ignore', async () => ({
    body: { reason },
    reason,
    before: { decision: null },
    after: { decision: 'ignored' },
  })),
  onEntry('reopen', async () => ({ before: { decision: 'ignored' }, after: { decision: null } }), {
    ignored: true,
  }),
  changes({ by: 'staff', route: 'POST /office/eventsToMatch/:id/owner' }, async (bench) => {
    const [id, ownerId] = [await newEntry(bench), bench.personId('staff')];
    return {
      path: `/office/eventsToMatch/${id}/owner`,
      body: { ownerId },
      entries: [{ what: 'catalogEvent.assign', subject: id, before: { ownerId: null }, after: { ownerId } }],
    };
  }),
  changes({ by: 'staff', route: 'POST /office/catalogRuns' }, async () => {
    return {
      path: '/office/catalogRuns',
      body: { catalogue: 'ticketmaster' },
      entries: [{ what: 'catalogRun.start', before: null, after: { catalogue: 'ticketmaster' } }],
    };
  }),
];
