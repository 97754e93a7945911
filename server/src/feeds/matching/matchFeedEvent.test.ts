import type { FeedEvent } from '@holdfast/shared/feeds';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sidesOf } from '../../catalog/index.ts';
import { candidatesFor, matchFeedEvent, type OurEvent, startIn } from './matchFeedEvent.ts';

const lightning = {
  name: 'Tampa Bay Lightning',
  shortName: 'Lightning',
  city: 'Tampa Bay',
  aliases: ['The Bolts'],
};
const senators = { name: 'Ottawa Senators', shortName: 'Senators', city: 'Ottawa' };
const ours: OurEvent = {
  id: 'evt_1',
  name: 'Ottawa Senators at Tampa Bay Lightning',
  kind: 'game',
  home: lightning,
  away: senators,
  venue: {
    name: 'Benchmark International Arena',
    city: 'Tampa',
    region: 'FL',
    timeZone: 'America/New_York',
    aliases: ['Ice Palace', 'Ice Palace, St. Petersburg'],
  },
  startsAt: '2026-12-06T00:00:00.000Z',
  timeTbd: false,
  taken: false,
};
const facts: FeedEvent = {
  feedId: '1',
  name: 'Tampa Bay Lightning vs. Ottawa Senators',
  home: 'Tampa Bay Lightning',
  away: 'Ottawa Senators',
  venueName: 'Benchmark International Arena',
  city: 'Tampa',
  region: 'FL',
  country: 'US',
  timeZone: null,
  localStart: '2026-12-05T19:00',
  startsAt: null,
  timeTbd: false,
  status: 'scheduled',
  isGame: true,
};

describe('an entry is an event of ours', () => {
  it.each<[string, Partial<FeedEvent>]>([
    ['that says the same', {}],
    ['by the short names', { home: 'Lightning', away: 'SENATORS' }],
    ['with doors an hour before', { localStart: '2026-12-05T18:00' }],
    ['exactly three hours off', { localStart: '2026-12-05T22:00' }],
    ['that knows the day only', { localStart: '2026-12-05T00:00', timeTbd: true }],
    ['that names the instant', { localStart: '2026-12-05T18:00', startsAt: '2026-12-06T00:30:00.000Z' }],
    ['without a city', { city: null, region: null }],
    ['by another name of a team', { home: 'Bolts' }],
    ['by another name of the venue', { venueName: 'Ice Palace' }],
    [
      'by another name of the venue in a city that it names',
      { venueName: 'Ice Palace', city: 'St Petersburg', region: null },
    ],
  ])('%s', (_what, differs) => {
    expect(matchFeedEvent({ ...facts, ...differs }, [ours])).toEqual({ eventId: 'evt_1' });
  });

  it.each<[string, Partial<FeedEvent>, RegExp]>([
    ['three hours and a minute off', { localStart: '2026-12-05T22:01' }, /more than 3 hours/],
    ['on another day', { localStart: '2026-12-08T19:00' }, /moved/],
    ['at home on the other side', { home: 'Senators', away: 'Lightning' }, /only one of the teams/],
    ['of another team', { away: 'Florida Panthers' }, /only one of the teams/],
    ['of the other team of the city', { home: 'Tampa Bay Buccaneers', away: 'Jets' }, /Something else/],
    ['at a venue of another name', { venueName: 'Amalie Arena' }, /another name/],
    [
      'at a venue of its other name elsewhere',
      { venueName: 'Ice Palace', city: 'Denver', region: 'CO' },
      /another name/,
    ],
    ['at a venue of that name elsewhere', { city: 'Denver', region: 'CO' }, /another name/],
    ['without a day', { localStart: null }, /day isn’t known/],
    ['that is like nothing', { home: 'Cher', away: null, venueName: 'Ryman', city: 'Nashville' }, /Nothing/],
  ])('but not one %s', (_what, differs, why) => {
    expect(matchFeedEvent({ ...facts, ...differs }, [ours])).toEqual({ why: expect.stringMatching(why) });
  });

  it('nor when two of ours fit, or another entry is it already', () => {
    expect(matchFeedEvent(facts, [ours, { ...ours, id: 'evt_2' }])).toHaveProperty('why');
    expect(matchFeedEvent(facts, [{ ...ours, taken: true }])).toHaveProperty('why');
  });
});

it('never gives two entries one event, whatever a page holds', () => {
  const hour = fc.integer({ min: 0, max: 23 }).map((h) => `2026-12-05T${String(h).padStart(2, '0')}:00`);
  const entry = fc.record({ localStart: hour, home: fc.constantFrom('Lightning', 'Senators') });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), fc.array(hour, { maxLength: 5 }), (entries, starts) => {
      const events = starts.map((start, i) => ({
        ...ours,
        id: `evt_${i}`,
        startsAt: startIn({ ...facts, localStart: start }, ours.venue.timeZone) ?? '',
      }));
      const given = entries.flatMap((each) => {
        const match = matchFeedEvent({ ...facts, ...each }, events);
        if (!('eventId' in match)) return [];
        for (const event of events) if (event.id === match.eventId) event.taken = true;
        return match.eventId;
      });
      expect(new Set(given).size).toBe(given.length);
    }),
  );
});

it('reads wall times on the venue’s wall, around the change of clocks as well', () => {
  const at = (localStart: string) => startIn({ ...facts, localStart }, 'America/New_York');
  expect(at('2026-10-31T19:00')).toBe('2026-10-31T23:00:00.000Z');
  expect(at('2026-11-01T19:00')).toBe('2026-11-02T00:00:00.000Z');
});

it('shows candidates beside theirs, the likest first', () => {
  const moved = { ...ours, id: 'evt_0', startsAt: '2026-12-09T00:00:00.000Z' };
  const [first, second] = candidatesFor({ ...facts, venueName: 'Amalie Arena' }, [moved, ours]);
  expect(first?.eventId).toBe('evt_1');
  expect(first?.comparisons.map(({ what, same }) => [what, same])).toEqual([
    ['teams', true],
    ['venue', false],
    ['start', true],
  ]);
  expect(second?.eventId).toBe('evt_0');
});

it.each([
  ['A vs. B', 'A', 'B'],
  ['A v. B', 'A', 'B'],
  ['A at B', 'B', 'A'],
  ['A @ B', 'B', 'A'],
  ['Cher', null, null],
])('reads the sides of %s', (name, home, away) => {
  expect(sidesOf(name)).toEqual({ home, away });
});
