/** A season by the screens alone: league, venue, teams and a schedule file. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { StaffPage } from '../admin/staffPage.ts';

/** Chooses a file in the page's file input. */
export async function upload(desk: StaffPage, name: string, text: string | Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
  await writeFile(join(folder, name), text);
  await (await desk.page.$('input[type=file]'))?.uploadFile(join(folder, name));
}

/** A league, a venue, two teams and a season with three games: by their forms, and another venue by a file. */
export async function makeSeason(desk: StaffPage): Promise<void> {
  await desk.go('/leagues/create', 'New league');
  await desk.fill('Code', 'RIVER');
  await desk.fill('Name', 'River League');
  await desk.press('Add the league');
  await desk.title('River League');
  await desk.go('/venues/create', 'New venue');
  await desk.fill('Name', 'Lake Rink');
  await desk.fill('City', 'Erie');
  await desk.choose('Country', 'United Sta', /^United States$/);
  await desk.fill('Latitude, degrees north', '42.13');
  await desk.fill('Longitude, degrees east', '-80.09');
  await desk.press('Use America/New York');
  await desk.fill('Sections by level', 'Lower: 110, 9');
  await desk.press('Add the venue');
  await desk.title('Lake Rink');
  await desk.sees('9, 110');
  await desk.go('/venues', 'Venues');
  await desk.click('.catalog-file summary');
  await upload(desk, 'venues.csv', 'name,city,country,time zone\nPond Hall,Erie,US,Europe/Vienna');
  await desk.sees('0 new, 0 changed, 0 unchanged, 1 refused.');
  await upload(desk, 'venues.csv', 'name,city,country,time zone\nPond Hall,Erie,US,America/New_York');
  await desk.sees('1 new, 0 changed, 0 unchanged, 0 refused.');
  expect(await desk.inspect('catalog-file')).toEqual([]);
  await desk.press('Apply: 1 new, 0 changed');
  await desk.sees('Pond Hall');
  await desk.go('/performers/create', 'New team or artist');
  await desk.fill('Full name', 'Erie Otters');
  await desk.fill('Short name', 'Otters');
  await desk.choose('League', 'River', /River League/);
  await desk.choose('Home venue', 'Lake', /Lake Rink/);
  await desk.press('Add the team');
  await desk.title('Erie Otters');
  await desk.go('/seasons/create', 'New season');
  await desk.choose('Team', 'Otters', /Erie Otters/);
  await desk.fill('Name', 'Summer 2038');
  await desk.press('Make the season');
  await desk.title('Erie Otters, Summer 2038');
  await desk.click('.schedule-text summary');
  const games = ['2038-06-01,7:30 PM', '2038-06-03,19:30', '2038-06-05,TBD'];
  const lines = games.map((when) => `${when},Erie Otters,Gulls`);
  const table = [
    'date,time,home,away',
    '2038-13-01,19:30,Erie Otters,Gulls',
    ...lines,
    '2038-06-07,TBD,Pikes,Gulls',
  ];
  await upload(desk, 'games.csv', table.join('\n'));
  await desk.sees('4 games read from the CSV file. 1 game of other teams left out.');
  await desk.press('Check the rows');
  await desk.sees('Not in the catalogue: Gulls.');
  await desk.press('make this team');
  await desk.sees('2038-13-01 is no date.');
  await desk.press('remove the refused 1 game');
  await desk.sees('3 new, 0 changed, 0 unchanged, 0 left out, 0 refused.');
  expect(await desk.inspect('schedule')).toEqual([]);
  await desk.press('Add 3 games');
  await desk.sees('3 home games, of which 3 ahead.');
}
