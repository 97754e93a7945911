import type { WaitingDetail } from '@holdfast/shared/feeds';
import { expect, it } from 'vitest';
import { actionOf, hasStart, previewOf, whyNotMade } from './choice.ts';

const entry: WaitingDetail = {
  id: 'skybox:5600001',
  feed: 'skybox',
  facts: {
    feedId: '5600001',
    name: 'Kraken at Sharks',
    home: 'Sharks',
    away: 'Kraken',
    venueName: 'SAP Center',
    city: 'San Jose',
    region: 'CA',
    country: 'US',
    timeZone: null,
    localStart: '2026-12-05T19:30',
    startsAt: null,
    timeTbd: false,
    status: 'scheduled',
    isGame: true,
  },
  why: 'Nothing in our feed is like it.',
  since: '2026-11-20T10:00:00.000Z',
  owner: null,
  ignored: null,
  candidates: [],
  missing: { venue: false, home: false, away: true, start: false },
};
const entrySaying = (
  facts: Partial<WaitingDetail['facts']>,
  missing: Partial<WaitingDetail['missing']> = {},
) => ({
  ...entry,
  facts: { ...entry.facts, ...facts },
  missing: { ...entry.missing, ...missing },
});

it('says before it is done what would become of the start, and what is made along', () => {
  const link = { what: 'link', eventId: 'evt_1', name: 'Kraken at Sharks', takeStart: false } as const;
  expect(previewOf(entry, link)).toMatch(/is our Kraken at Sharks; .+ Our event stays as it is\.$/);
  expect(previewOf(entry, { ...link, takeStart: true })).toContain('move to Sat Dec 5, 19:30');
  expect(previewOf(entry, { what: 'create' })).toMatch(/New with it: the team Kraken\.$/);
});

it('makes no event while its day, its place or the clock there isn’t known', () => {
  expect(whyNotMade(entry)).toBeNull();
  expect(whyNotMade(entrySaying({ localStart: null }, { start: true }))).toContain('its day');
  expect(whyNotMade(entrySaying({ venueName: null }))).toContain('where it is');
  expect(whyNotMade(entrySaying({}, { venue: true }))).toContain('time zone');
  expect(actionOf(entrySaying({ venueName: null }), { what: 'create' })).toBeNull();
  expect(hasStart(entrySaying({ timeTbd: true }))).toBe(false);
});

it('ignores nothing without a reason', () => {
  expect(actionOf(entry, { what: 'ignore', reason: ' a ' })).toBeNull();
  expect(actionOf(entry, { what: 'ignore', reason: ' Another sport ' })).toEqual({
    action: 'ignore',
    body: { reason: 'Another sport' },
  });
});
