import type { Question, WaitingDetail } from '@holdfast/shared/feeds';
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
  undated: false,
  questions: [],
};
const kraken: Question = {
  key: 'team:kraken',
  what: 'away',
  words: 'Kraken',
  says: 'SkyBox calls the visiting team “Kraken”, and we have none of that name.',
  needed: false,
  known: [{ id: 'prf_1', name: 'Seattle Kraken', aside: 'NHL', league: 'NHL' }],
  fresh: { team: { name: 'Kraken', city: '' }, league: null, venue: null },
  entries: [{ id: entry.id, name: 'Kraken at Sharks' }],
};
const league: Question = {
  ...kraken,
  key: 'league of:sharks',
  what: 'league',
  words: null,
  needed: true,
  known: [],
  fresh: { team: null, league: null, venue: null },
};
const asking = { ...entry, questions: [kraken, league] };
const none = { choice: 'none' } as const;

it('says before it is done what would become of the start, and what is made along', () => {
  const link = { what: 'link', eventId: 'evt_1', name: 'Kraken at Sharks', takeStart: false } as const;
  expect(previewOf(entry, link)).toMatch(/is our Kraken at Sharks; .+ Our event stays as it is\.$/);
  expect(previewOf(entry, { ...link, takeStart: true })).toContain('move to Sat Dec 5, 19:30');
  const created = previewOf(asking, { what: 'create', drafts: { [league.key]: none } });
  expect(created).toMatch(/New with it: the team Kraken\.$/);
  const known = { choice: 'known', id: 'prf_1', name: 'Seattle Kraken', league: 'NHL' } as const;
  const drafts = { [league.key]: none, [kraken.key]: known };
  expect(previewOf(asking, { what: 'create', drafts })).toMatch(
    /^Seattle Kraken at Sharks, .+ Kept for later runs: “Kraken” as another name of Seattle Kraken\.$/,
  );
});

it('makes no event while its day isn’t known or a question is open', () => {
  expect(whyNotMade(entry)).toBeNull();
  expect(whyNotMade({ ...entry, undated: true })).toContain('its day');
  expect(previewOf(asking, { what: 'create', drafts: {} })).toBe('Answer what SkyBox doesn’t say: league.');
  expect(actionOf(asking, { what: 'create', drafts: {} })).toBeNull();
  expect(hasStart({ ...entry, facts: { ...entry.facts, timeTbd: true } })).toBe(false);
});

it('sends every answer, and none about the league of what is no game of two teams', () => {
  expect(actionOf(asking, { what: 'create', drafts: { [league.key]: none } })).toEqual({
    action: 'create',
    body: {
      answers: [
        { key: kraken.key, choice: 'newTeam', team: { name: 'Kraken', city: '' } },
        { key: league.key, choice: 'none' },
      ],
    },
  });
  expect(actionOf(asking, { what: 'create', drafts: { [kraken.key]: none } })).toEqual({
    action: 'create',
    body: { answers: [{ key: kraken.key, choice: 'none' }] },
  });
});

it('ignores nothing without a reason', () => {
  expect(actionOf(entry, { what: 'ignore', reason: ' a ' })).toBeNull();
  expect(actionOf(entry, { what: 'ignore', reason: ' Another sport ' })).toEqual({
    action: 'ignore',
    body: { reason: 'Another sport' },
  });
});
