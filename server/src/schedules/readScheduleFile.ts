/** What a schedule file says: CSV, a workbook, a calendar or a saved SkyBox answer, recognized by its content. */
import { mostGames, type ReadRow, type ReadSchedule, readScheduleCells } from '@holdfast/shared/schedules';
import { DateTime } from 'luxon';
import type { HeldSeason } from '../catalog/index.ts';
import { eventsOfAnswer } from '../feeds/index.ts';
import { readTable } from '../imports/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { calendarEvents } from './calendarEvents.ts';
import type { FileGame } from './FileGame.ts';
import { type Names, readNames } from './seasonGames.ts';

/** Lines that are read of a table: a whole league's season has about 1,300 games. */
const mostLines = 5_000;

/**
 * The games of the file in which the season's team plays. Nothing is written.
 * @throws Problem `file_not_recognized`; `validation_failed` for a file without a game of the team, and one with too many
 */
export async function readScheduleFile(trx: Trx, season: HeldSeason, bytes: Buffer): Promise<ReadSchedule> {
  const names = await readNames(trx, season.league);
  const { format, rows, notes } = await readAny(bytes, season, names);
  const own = rows.filter(({ home, away }) =>
    [home, away].some((side) => isTeam(names, side, season.performerId)),
  );
  const others = rows.length - own.length;
  if (own.length === 0)
    throw new Problem(
      'validation_failed',
      `${season.performerName} plays in none of the ${rows.length} games of this file. Is it another team’s? Give the team its name there as another name.`,
    );
  if (own.length > mostGames)
    throw new Problem(
      'validation_failed',
      `The file has ${own.length} games of this team; at most ${mostGames} are read at once. Split it.`,
    );
  if (others > 0) notes.push(`${others === 1 ? '1 game' : `${others} games`} of other teams left out.`);
  return { format, rows: own, notes };
}

function isTeam(names: Names, side: string, performerId: string): boolean {
  const team = side === '' ? null : names.team(side);
  return team !== null && team !== 'many' && team.id === performerId;
}

type AnyRows = { format: ReadSchedule['format']; rows: ReadRow[]; notes: string[] };

async function readAny(bytes: Buffer, season: HeldSeason, names: Names): Promise<AnyRows> {
  const head = bytes
    .subarray(0, 200)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^BEGIN:VCALENDAR/i.test(head)) {
    const { games, notes } = calendarEvents(bytes.toString('utf8'), season.performerName);
    return { format: 'ICS', rows: rowsOf(games, season, names), notes };
  }
  if (/^[[{]/.test(head)) {
    const { games, notes } = skyboxGames(bytes.toString('utf8'));
    return { format: 'SkyBox', rows: rowsOf(games, season, names), notes };
  }
  const { kind, lines } = await readTable(bytes, mostLines);
  if (lines.length > mostLines + 1)
    throw new Problem('validation_failed', `At most ${mostLines} lines are read. Split the file.`);
  const read = readScheduleCells(lines);
  if ('problem' in read) throw new Problem('file_not_recognized', read.problem);
  return { format: kind === 'xlsx' ? 'XLSX' : 'CSV', rows: read.rows, notes: [] };
}

function skyboxGames(text: string): { games: FileGame[]; notes: string[] } {
  let found: ReturnType<typeof eventsOfAnswer>;
  try {
    found = eventsOfAnswer(JSON.parse(text));
  } catch {
    throw new Problem('file_not_recognized', 'This JSON is no answer of SkyBox to a search for events.');
  }
  const games: FileGame[] = [];
  let calledOff = 0;
  let others = 0;
  for (const event of found) {
    if (!('home' in event) || !event.isGame) others += 1;
    else if (event.status !== 'scheduled') calledOff += 1;
    else
      games.push({
        id: '',
        home: event.home ?? '',
        away: event.away ?? '',
        venue: event.venueName ?? '',
        start: event.timeTbd
          ? (event.localStart ?? '').slice(0, 10)
          : (event.localStart ?? event.startsAt ?? ''),
      });
  }
  return {
    games,
    notes: [
      ...(calledOff > 0 ? [`${calledOff} canceled or postponed left out.`] : []),
      ...(others > 0 ? [`${others} that aren’t games of two teams left out.`] : []),
    ],
  };
}

/** Rows with wall times at their venue: the file's, or the home of the season's team. */
function rowsOf(games: readonly FileGame[], season: HeldSeason, names: Names): ReadRow[] {
  const ownVenue = season.homeVenueId === null ? undefined : names.venueById(season.homeVenueId);
  return games.map(({ id, home, away, venue, start }) => {
    const found = venue === '' ? null : names.venue(venue);
    // `Arena, City`: the name ends with the first comma, unless a venue is really called so.
    const name = found !== null || venue === '' ? venue : (venue.split(',')[0]?.trim() ?? venue);
    const place = found ?? (name === '' ? null : names.venue(name));
    const known = place !== null && place !== 'many' ? place : ownVenue;
    return { id, home, away, venue: name, ...wallOf(start, known?.timeZone ?? 'utc') };
  });
}

function wallOf(start: string, timeZone: string): { date: string; time: string } {
  if (/(Z|[+-]\d{2}:?\d{2})$/.test(start)) {
    const at = DateTime.fromISO(start, { zone: timeZone });
    return { date: at.toFormat('yyyy-MM-dd'), time: at.toFormat('HH:mm') };
  }
  return { date: start.slice(0, 10), time: start.slice(11, 16) };
}
