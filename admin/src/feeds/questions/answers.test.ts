import type { Question } from '@holdfast/shared/feeds';
import { expect, it } from 'vitest';
import { answersOf, askedOf, openOf } from './answers.ts';

const question = (what: Question['what'], entries: string[], needed = true): Question => ({
  key: `${what} ${entries.join()}`,
  what,
  words: null,
  says: '',
  needed,
  known: [],
  fresh: { team: null, league: null, venue: null },
  entries: entries.map((id) => ({ id, name: id })),
});
const none = { choice: 'none' } as const;
const known = (league: string | null) => ({ choice: 'known', id: 'prf_1', name: 'Otters', league }) as const;

it('asks no league of a show, nor where the home team that was chosen has one; of others it does', () => {
  const [homeA, homeB] = [question('home', ['a']), question('home', ['b'])];
  const league = question('league', ['a', 'b']);
  const all = [homeA, homeB, league];
  const asked = (drafts: Parameters<typeof askedOf>[1]) => askedOf(all, drafts).map(({ key }) => key);
  expect(asked({})).toEqual(all.map(({ key }) => key));
  expect(asked({ [homeA.key]: none })).toContain(league.key);
  expect(asked({ [homeA.key]: none, [homeB.key]: known('NHL') })).not.toContain(league.key);
  expect(asked({ [homeA.key]: none, [homeB.key]: known(null) })).toContain(league.key);
});

it('knows a new venue as open until its zone is chosen', () => {
  const venue = question('venue', ['a']);
  const draft = {
    choice: 'new',
    id: '',
    name: 'Bay Rink',
    city: 'Erie',
    region: '',
    country: 'US',
    timeZone: '',
  } as const;
  expect(openOf([venue], {})).toEqual([venue]);
  expect(openOf([venue], { [venue.key]: draft })).toEqual([venue]);
  expect(answersOf([venue], { [venue.key]: { ...draft, timeZone: 'America/New_York' } })).toEqual([
    {
      key: venue.key,
      choice: 'newVenue',
      venue: { name: 'Bay Rink', city: 'Erie', region: null, country: 'US', timeZone: 'America/New_York' },
    },
  ]);
});
