/** The dry run of a schedule: what each of its rows means for the season. Nothing is written. */
import type { ReadRow, RowOutcome, SchedulePlan } from '@holdfast/shared/schedules';
import { DateTime } from 'luxon';
import { type HeldSeason, startFromWallTime } from '../catalog/index.ts';
import { fileMovesOf, type KnownFileMove } from '../feeds/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { pairRows } from './pairRows.ts';
import { planMove } from './planMove.ts';
import { gamesOfSeason, type KnownGame, type Names, readNames } from './seasonGames.ts';

/** What is done with a row when the schedule is applied. */
export interface PlannedRow {
  outcome: RowOutcome;
  message: string;
  /** What waits for a decision of its game: of a held row the same move, of an unchanged one a move that the file takes back. */
  changeId: string | null;
  game: KnownGame | null;
  /** Of a game that is new or moves. */
  start: { localStart: string; startsAt: string; timeTbd: boolean } | null;
  /** Of a game that is new, or that moves to another venue. */
  venueId: string | null;
  /** As the row names it, when the team is to be made. */
  away: { id: string | null; name: string };
}

export interface PlannedSchedule {
  rows: PlannedRow[];
  unknownTeams: string[];
  notNamed: number;
}

const wordsOfUnknown = 'isn’t in the catalogue. Correct the name, or make the team.';
/** A game whose time isn't known stands at noon of its day: the day is the same in every reading of it. */
const noon = '12:00';

interface Sides {
  problem: string | null;
  isAwayGame: boolean;
  awayId: string | null;
  /** Its full name, where it is known. */
  awayName: string;
}

/** @param makeTeams names of opponents that are to be made */
export async function planSchedule(
  trx: Trx,
  season: HeldSeason,
  rows: readonly ReadRow[],
  makeTeams: readonly string[],
): Promise<PlannedSchedule> {
  const names = await readNames(trx, season.league);
  const games = await gamesOfSeason(trx, season.id);
  const made = new Set(makeTeams.map((name) => name.toLowerCase()));
  const unknown = new Map<string, string>();
  const note = (name: string) => unknown.set(name.toLowerCase(), name);
  const sides = rows.map((row) => sidesOf(row, season, names, made, note));
  const pairs = pairRows(
    rows.map((row, at) => (sides[at]?.isAwayGame ? null : { ...row, awayId: sides[at]?.awayId ?? null })),
    games,
  );
  const planned: PlannedRow[] = [];
  const said = await fileMovesOf(trx, season.id);
  for (const [at, row] of rows.entries())
    planned.push(await planRow(trx, row, sides[at] as Sides, pairs[at] ?? null, { season, names, said }));
  refuseTwice(rows, planned);
  const named = new Set(pairs.map((game) => game?.id));
  return {
    rows: planned,
    unknownTeams: [...unknown.values()],
    notNamed: games.filter((game) => game.isAhead && !named.has(game.id)).length,
  };
}

/** The season's own team is at home; a game where it is away belongs to the other team's season. */
function sidesOf(
  { home, away }: ReadRow,
  { performerId, performerName }: HeldSeason,
  names: Names,
  made: ReadonlySet<string>,
  note: (unknown: string) => void,
): Sides {
  const [homeTeam, awayTeam] = [names.team(home), names.team(away)];
  const isOwn = (team: typeof homeTeam) => team !== null && team !== 'many' && team.id === performerId;
  const refuse = (problem: string) => ({ problem, isAwayGame: false, awayId: null, awayName: away });
  if (home === '' || away === '') return refuse('Give both teams.');
  if (isOwn(homeTeam) && isOwn(awayTeam)) return refuse('A team doesn’t play against itself.');
  if (isOwn(awayTeam)) return { problem: null, isAwayGame: true, awayId: null, awayName: away };
  if (!isOwn(homeTeam)) return refuse(`${performerName} doesn’t play in this row.`);
  if (awayTeam === 'many') return refuse(`${away} is the name of several teams. Give the full name.`);
  if (awayTeam === null) {
    if (made.has(away.toLowerCase()))
      return { problem: null, isAwayGame: false, awayId: null, awayName: away };
    note(away);
    return refuse(`${away} ${wordsOfUnknown}`);
  }
  const fullName = names.nameOf(awayTeam.id) ?? awayTeam.name;
  if (names.isRetired(awayTeam.id)) return refuse(`${awayTeam.name} is retired. Restore the team first.`);
  return { problem: null, isAwayGame: false, awayId: awayTeam.id, awayName: fullName };
}

interface Around {
  season: HeldSeason;
  names: Names;
  /** What files of the season said before. */
  said: readonly KnownFileMove[];
}

async function planRow(
  trx: Trx,
  row: ReadRow,
  sides: Sides,
  game: KnownGame | null,
  { season, names, said }: Around,
): Promise<PlannedRow> {
  const base = {
    changeId: null,
    game,
    start: null,
    venueId: null,
    away: { id: sides.awayId, name: sides.awayName },
  };
  const refuse = (message: string): PlannedRow => ({ ...base, outcome: 'refused', message });
  if (sides.isAwayGame)
    return {
      ...base,
      outcome: 'leftOut',
      message: `An away game: it belongs to the season of ${row.home}.`,
    };
  if (sides.problem !== null) return refuse(sides.problem);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(row.date) || !DateTime.fromISO(row.date).isValid)
    return refuse(`${row.date || 'Nothing'} is no date. Write it as 2026-12-05.`);
  if (row.time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(row.time))
    return refuse(`${row.time} is no time. Write it as 19:30, or leave it empty.`);
  if (row.id !== '' && game?.id !== row.id)
    return refuse(
      'This id is no game of the season. Remove the row, or correct the id in the file and read it again.',
    );
  if (game && sides.awayId !== game.awayId)
    return refuse(`This game is against ${game.away}. For another opponent, call it off and add a new one.`);
  const venue = venueOf(row, game, season, names);
  if (typeof venue === 'string') return refuse(venue);
  const isElsewhere = game !== null && venue.id !== game.venueId;
  if (game && !isElsewhere && isSame(game, row)) {
    const dropped = said.find((move) => move.eventId === game.id && move.decided === null);
    const message = dropped
      ? 'As it is in the catalogue. A move that waits for a decision is dropped.'
      : 'As it is in the catalogue.';
    return { ...base, outcome: 'unchanged', message, changeId: dropped?.id ?? null };
  }
  // A game that only moves to another venue keeps the time that is known.
  const time = row.time || (game && isSame(game, row) && !game.timeTbd ? game.wall.slice(11) : '');
  if (game && time === '')
    return refuse('A game moves to a day and a time. Give the time, or postpone it on its page.');
  if (game?.status === 'cancelled') return refuse('This game is canceled. Restore it on its page first.');
  const localStart = `${row.date}T${time || noon}`;
  try {
    const startsAt = await startFromWallTime(trx, localStart, venue.timeZone);
    const start = { localStart, startsAt, timeTbd: time === '' };
    if (game) {
      const wanted = {
        localStart,
        startsAt: new Date(startsAt).toISOString(),
        when: `${row.date} ${time}`,
        venue,
      };
      const planned = await planMove(trx, game, wanted, said);
      return { ...base, start, venueId: isElsewhere ? venue.id : null, ...planned };
    }
    const when = `${row.date} ${row.time || 'time to be decided'}`;
    return { ...base, start, venueId: venue.id, outcome: 'created', message: `${when}, ${venue.name}.` };
  } catch (error) {
    if (error instanceof Problem) return refuse(error.message);
    throw error;
  }
}

/** The same day and time; a row without a time leaves the one that is known. */
const isSame = ({ wall, timeTbd }: KnownGame, { date, time }: ReadRow) =>
  wall.startsWith(date) && (time === '' || (!timeTbd && wall === `${date}T${time}`));

function venueOf(
  row: ReadRow,
  game: KnownGame | null,
  { homeVenueId, performerName }: HeldSeason,
  names: Names,
): { id: string; name: string; timeZone: string } | string {
  if (game && row.venue === '') return { id: game.venueId, name: game.venue, timeZone: game.timeZone };
  const found =
    row.venue === '' ? (homeVenueId && names.venueById(homeVenueId)) || null : names.venue(row.venue);
  if (found === 'many') return `${row.venue} is the name of several venues. Merge them, or rename one.`;
  if (found === null)
    return row.venue === ''
      ? `Give the venue: ${performerName} has no home venue.`
      : `${row.venue} isn’t in the catalogue. Correct the name, or add the venue first.`;
  const isNew = found.id !== game?.venueId;
  return isNew && names.isRetired(found.id) ? `${found.name} is retired. Give another venue.` : found;
}

/** Two new rows of one opponent on one day and time are one game. */
function refuseTwice(rows: readonly ReadRow[], planned: PlannedRow[]): void {
  const seen = new Set<string>();
  for (const [at, row] of planned.entries()) {
    if (row.outcome !== 'created') continue;
    const key = `${row.away.id ?? row.away.name.toLowerCase()} ${row.start?.localStart}`;
    if (seen.has(key))
      planned[at] = { ...row, outcome: 'refused', message: `${rows[at]?.away} stands twice at this time.` };
    seen.add(key);
  }
}

/** A plan as the API shows it. */
export function presentPlan({ rows, unknownTeams, notNamed }: PlannedSchedule): SchedulePlan {
  const count = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length;
  return {
    rows: rows.map(({ outcome, message, game, changeId }) => ({
      outcome,
      message,
      eventId: game?.id ?? null,
      changeId,
    })),
    counts: {
      created: count('created'),
      changed: count('changed'),
      held: count('held'),
      unchanged: count('unchanged'),
      leftOut: count('leftOut'),
      refused: count('refused'),
    },
    unknownTeams,
    notNamed,
  };
}
