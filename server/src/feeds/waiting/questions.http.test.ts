/** What a feed doesn't say is asked, answered once for all entries of the same words, and remembered, over HTTP. */
import { randomUUID } from 'node:crypto';
import type {
  BulkDecided,
  Decided,
  EntryAnswer,
  FeedEvent,
  ManyQuestions,
  WaitingDetail,
} from '@holdfast/shared/feeds';
import type { ProblemDetails } from '@holdfast/shared/http';
import { expect } from 'vitest';
import { buildPerformer, buildVenue } from '../../../test/factories/catalog.ts';
import type { Fan } from '../../../test/fan.ts';
import { buildFeedEntry } from '../../../test/feedEntries.ts';
import { it } from '../../../test/fixtures.ts';
import { signedIn } from '../../../test/people.ts';
import type { TestApp } from '../../../test/runningApp.ts';
import { randomText } from '../../platform/ids.ts';

let app: TestApp;
let staff: Fan;
it.beforeAll(async ({ running }) => {
  app = running;
  staff = await signedIn(app, 'staff', 'Ann Keller');
});

const send = <T>(path: string, body: object) =>
  staff.ask<T & ProblemDetails>('POST', `/admin/eventsToMatch/${path}`, body, {
    'idempotency-key': randomUUID(),
  });
const detailOf = async (id: string) =>
  (await staff.ask<WaitingDetail>('GET', `/admin/eventsToMatch/${id}`)).body;
const asks = async (id: string) => (await detailOf(id)).questions.map(({ what, needed }) => [what, needed]);
const create = (id: string, answers: EntryAnswer[] = []) => send<Decided>(`${id}/create`, { answers });
const eventOf = (id: string | null) => app.context.db('events').where({ id }).first();
const entry = (differs: Partial<FeedEvent>) => buildFeedEntry(app.context, differs, { feed: 'skybox' });
/** A game between two teams that nobody knows, at a venue without a zone. */
const strangeGame = (word: string, differs: Partial<FeedEvent> = {}) =>
  entry({
    name: `Otters ${word} vs. Gulls ${word}`,
    home: `Otters ${word}`,
    away: `Gulls ${word}`,
    venueName: `Bay Rink ${word}`,
    city: `Erie ${word}`,
    region: word,
    timeZone: null,
    isGame: true,
    ...differs,
  });

it('asks what an event needs, names it when it is left out, and makes nothing then', async () => {
  const word = randomText(6);
  const id = await strangeGame(word);
  expect(await asks(id)).toEqual([
    ['home', false],
    ['away', false],
    ['league', true],
    ['venue', true],
  ]);
  const refused = await create(id);
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toMatchObject([
    { field: 'league', message: expect.stringMatching(/SkyBox doesn’t say the league\. Choose it/) },
    { field: 'venue', message: expect.stringMatching(/doesn’t say its time zone.+with its time zone/) },
  ]);
  expect(await app.context.db('performers').where('name', 'like', `%${word}`)).toEqual([]);
});

it('makes the event with what was answered, checks the zone of a new venue, and asks no second time', async () => {
  const word = randomText(6);
  const code = `L${randomText(6).toUpperCase()}`;
  const id = await strangeGame(word);
  const { questions } = await detailOf(id);
  const keyOf = (what: string) => questions.find((each) => each.what === what)?.key ?? '';
  const venue = { name: `Bay Rink ${word}`, city: 'Erie', region: word, country: 'US' };
  const answers = (timeZone: string): EntryAnswer[] => [
    { key: keyOf('league'), choice: 'newLeague', league: { id: code, name: `League ${word}` } },
    { key: keyOf('venue'), choice: 'newVenue', venue: { ...venue, timeZone } },
  ];
  const wrong = await create(id, answers('Europe/Paris'));
  expect(wrong.body.errors).toMatchObject([{ field: 'venue.timeZone', code: 'not_of_country' }]);
  expect(await app.context.db('leagues').where({ id: code })).toEqual([]);

  const made = await create(id, answers('America/New_York'));
  expect(made.status).toBe(200);
  const event = await eventOf(made.body.eventId);
  expect(event).toMatchObject({ name: `Gulls ${word} at Otters ${word}`, league: code, kind: 'game' });
  expect(event.starts_at.toISOString()).toBe('2038-05-03T23:30:00.000Z');
  const teams = await app.context.db('performers').where('name', 'like', `%${word}`).select('league');
  expect(teams).toEqual([{ league: code }, { league: code }]);
  // The return game: what the first one answered is known, with the feed's own city of the venue.
  const next = await strangeGame(word, { home: `Gulls ${word}`, away: `Otters ${word}` });
  expect(await asks(next)).toEqual([]);
  expect((await create(next)).status).toBe(200);
  await app.verify();
});

it('takes one of ours for the feed’s words, and remembers these as another name of it', async () => {
  const word = randomText(6);
  const league = `K${randomText(6).toUpperCase()}`;
  const venueId = await buildVenue(app.context, { name: `Ice Hall ${word}`, city: `Erie ${word}` });
  const homeId = await buildPerformer(app.context, { name: `Erie Otters ${word}`, league });
  const awayId = await buildPerformer(app.context, { name: `Toledo Gulls ${word}`, league });
  const id = await strangeGame(word);
  const { questions } = await detailOf(id);
  const suggested = questions.map(({ what, known }) => [what, known[0]?.id]);
  expect(suggested).toEqual([
    ['home', homeId],
    ['away', awayId],
    ['league', undefined],
    ['venue', venueId],
  ]);
  // The league isn't asked: the home team that is chosen has one.
  const answers = questions.flatMap(({ key, what, known }): EntryAnswer[] =>
    what === 'league' ? [] : [{ key, choice: 'known', id: known[0]?.id ?? '' }],
  );
  const made = await create(id, answers);
  expect(await eventOf(made.body.eventId)).toMatchObject({
    home_id: homeId,
    away_id: awayId,
    venue_id: venueId,
    league,
    name: `Toledo Gulls ${word} at Erie Otters ${word}`,
  });
  expect((await app.context.db('performers').where({ id: homeId }).first()).aliases).toEqual([
    `Otters ${word}`,
  ]);
  expect((await app.context.db('venues').where({ id: venueId }).first()).aliases).toEqual([
    `Bay Rink ${word}`,
  ]);
  expect(await asks(await strangeGame(word, { localStart: '2038-05-09T19:30' }))).toEqual([]);
});

it('refuses an answer that is none, and a team against itself', async () => {
  const word = randomText(6);
  const league = `K${randomText(6).toUpperCase()}`;
  const teamId = await buildPerformer(app.context, { name: `Lone Wolves ${word}`, league });
  const id = await strangeGame(word, { timeZone: 'America/New_York' });
  const [home, away, , venue] = (await detailOf(id)).questions.map(({ key }) => key) as string[];
  const team = (key: string | undefined, teamIs = teamId): EntryAnswer => ({
    key: key ?? '',
    choice: 'known',
    id: teamIs,
  });
  const codes = async (...answers: EntryAnswer[]) =>
    (await create(id, answers)).body.errors?.map(({ field, code }) => `${field} ${code}`);
  expect(await codes(team(home), team(away))).toEqual(['away same']);
  expect(await codes(team(home, 'prf_none'))).toEqual(['home.id unknown']);
  expect(await codes(team(home), { key: venue ?? '', choice: 'none' })).toEqual(['venue wrong_choice']);
  await app.context.db('performers').where({ id: teamId }).update({ retired_at: new Date() });
  expect(await codes(team(home))).toEqual(['home.id retired']);
});

it('makes a show of what is no game of two teams', async () => {
  const word = randomText(6);
  const id = await entry({ name: `All-Star Night ${word}`, home: `All-Stars ${word}`, isGame: true });
  expect(await asks(id)).toEqual([
    ['home', false],
    ['away', true],
    ['league', true],
    ['venue', false],
  ]);
  const away = (await detailOf(id)).questions.find(({ what }) => what === 'away')?.key ?? '';
  const made = await create(id, [{ key: away, choice: 'none' }]);
  expect(await eventOf(made.body.eventId)).toMatchObject({
    name: `All-Star Night ${word}`,
    home_id: null,
    away_id: null,
    league: null,
  });
});

it('asks once what many entries ask, and makes them all by one answer', async () => {
  const word = randomText(6);
  const code = `M${randomText(6).toUpperCase()}`;
  const ids = [
    await strangeGame(word, { league: 'Lakes hockey' }),
    await strangeGame(word, { league: 'Lakes hockey', localStart: '2038-05-05T19:30' }),
    await strangeGame(word, {
      league: 'Lakes hockey',
      home: `Gulls ${word}`,
      away: `Otters ${word}`,
      localStart: '2038-05-07T19:30',
    }),
    await strangeGame(word, { league: 'Lakes hockey', localStart: null }),
  ];
  const { body } = await send<ManyQuestions>('questions', { ids });
  expect(body.undated).toBe(1);
  expect(body.questions.map(({ what, entries }) => [what, entries.length])).toEqual([
    ['home', 3],
    ['away', 3],
    ['league', 3],
    ['venue', 3],
  ]);
  const unanswered = (await send<BulkDecided>('bulk', { ids, action: 'create' })).body;
  expect(unanswered.done).toBe(0);
  expect(unanswered.refused.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/SkyBox calls the league “Lakes hockey”.+venue/s),
  );
  const answers = body.questions.flatMap(({ key, what }): EntryAnswer[] => {
    if (what === 'league') return [{ key, choice: 'newLeague', league: { id: code, name: 'Lakes' } }];
    const venue = {
      name: `Bay Rink ${word}`,
      city: `Erie ${word}`,
      country: 'US',
      timeZone: 'America/Chicago',
    };
    return what === 'venue' ? [{ key, choice: 'newVenue', venue }] : [];
  });
  const made = (await send<BulkDecided>('bulk', { ids, action: 'create', answers })).body;
  expect(made).toMatchObject({ done: 3, refused: [{ message: expect.stringContaining('its day') }] });
  const count = async (table: string) =>
    (await app.context.db(table).where('name', 'like', `%${word}`)).length;
  expect([await count('venues'), await count('performers')]).toEqual([1, 2]);
  expect((await app.context.db('events').where({ league: code })).length).toBe(3);
  await app.verify();
});
