/** Applies a schedule as its dry run showed it: all of it, or nothing. */
import { isDeepStrictEqual } from 'node:util';
import type { appliedSchedule, SchedulePlan } from '@holdfast/shared/schedules';
import type { z } from 'zod';
import { addEvents, createPerformer, type HeldSeason, holdSeason } from '../catalog/index.ts';
import { changeByHand } from '../eventChanges/index.ts';
import { dropFileMoves, type FileMove, queueFileMoves, settleGameChanges } from '../feeds/index.ts';
import type { Engine } from '../platform/actors/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { randomText } from '../platform/ids.ts';
import { Problem } from '../platform/problem.ts';
import { type PlannedRow, planSchedule, presentPlan } from './planSchedule.ts';

/**
 * New games are added; a game that has another start or venue moves as by hand, so that its listings follow and its fans are
 * told. One on which orders or holds hang moves only where `move` names it; the others wait among the games to decide, and
 * what waited there of games that the file leaves as they are is dropped.
 * @returns the plan, with the games that moved as its changed ones, and those that wait anew as its held ones
 * @throws Problem `not_found`; `validation_failed` while a row is refused, and for a retired season; `version_conflict` when the catalogue changed since
 *   the dry run; `nothing_to_do`
 */
export async function applySchedule(
  trx: Trx,
  engine: Engine,
  seasonId: string,
  { rows, makeTeams, seen, move }: z.output<typeof appliedSchedule>,
  principal: Principal,
): Promise<SchedulePlan> {
  // Two who apply at once follow each other: the second one sees the games of the first.
  const season = await holdSeason(trx, seasonId);
  if (season.isRetired)
    throw new Problem('validation_failed', 'This season is retired. Restore it, then apply the schedule.');
  const planned = await planSchedule(trx, season, rows, makeTeams);
  const plan = presentPlan(planned);
  const { created, refused } = plan.counts;
  if (refused > 0)
    throw new Problem(
      'validation_failed',
      'Some rows are refused. Correct or remove them, then check again.',
    );
  if (!isDeepStrictEqual(plan.rows, seen))
    throw new Problem('version_conflict', 'The season changed since you checked. Check again, then apply.');
  const moving = planned.rows.filter(
    ({ outcome, game }) => outcome === 'changed' || (outcome === 'held' && game && move.includes(game.id)),
  );
  const waiting = planned.rows.filter(
    (row) => row.outcome === 'held' && row.changeId === null && !moving.includes(row),
  );
  const left = planned.rows.filter(({ outcome, changeId }) => outcome === 'unchanged' && changeId !== null);
  if (created + moving.length + waiting.length + left.length === 0)
    throw new Problem(
      'nothing_to_do',
      plan.counts.held > 0
        ? '0 changes: what is held waits for a decision already. Decide it, or say which of these games move.'
        : '0 changes: the season is so already.',
    );
  await addGames(trx, season, planned.rows, principal);
  await dropFileMoves(trx, [...moving, ...left].map(gameOf), principal);
  for (const row of moving) await moveGame(trx, engine, row, principal);
  await queueFileMoves(trx, seasonId, waiting.map(moveOf), principal);
  await audit(trx, principal, [
    {
      what: 'season.schedule',
      subject: seasonId,
      before: { created: 0, changed: 0, held: 0 },
      after: { created, changed: moving.length, held: waiting.length },
    },
  ]);
  return { ...plan, counts: { ...plan.counts, changed: moving.length, held: waiting.length } };
}

function gameOf({ game }: PlannedRow): string {
  if (!game) throw new Error('a row that moves or waits has a game');
  return game.id;
}

function moveOf({ game, start, venueId }: PlannedRow): FileMove {
  if (!game || !start) throw new Error('a game that waits has a start');
  return { eventId: game.id, startsAt: new Date(start.startsAt).toISOString(), venueId };
}

async function addGames(
  trx: Trx,
  season: HeldSeason,
  rows: readonly PlannedRow[],
  principal: Principal,
): Promise<void> {
  const made = new Map<string, string>();
  const events = [];
  for (const { outcome, away, start, venueId } of rows) {
    if (outcome !== 'created' || !start || !venueId) continue;
    const known = away.id ?? made.get(away.name.toLowerCase());
    const awayId = known ?? (await makeTeam(trx, away.name, season.league, principal));
    made.set(away.name.toLowerCase(), awayId);
    events.push({
      source: 'hand',
      sourceId: randomText(16),
      name: `${away.name} at ${season.performerName}`,
      kind: 'game' as const,
      league: season.league,
      seasonId: season.id,
      homeId: season.performerId,
      awayId,
      venueId,
      startsAt: start.startsAt,
      timeTbd: start.timeTbd,
    });
  }
  if (events.length > 0) await addEvents(trx, events);
}

/** An opponent of whom only the name is known; staff add the rest on its page. */
const makeTeam = (trx: Trx, name: string, league: string, principal: Principal): Promise<string> =>
  createPerformer(
    trx,
    {
      name,
      shortName: name,
      code: null,
      city: '',
      league,
      primaryColor: null,
      secondaryColor: null,
      homeVenueId: null,
      aliases: [],
      outsideIds: [],
    },
    principal,
  );

async function moveGame(
  trx: Trx,
  engine: Engine,
  { game, start, venueId }: PlannedRow,
  principal: Principal,
): Promise<void> {
  if (!game || !start) throw new Error('a game that changes has a start');
  const seen = { status: game.status as 'scheduled', startsAt: game.startsAt };
  const change = {
    kind: 'move' as const,
    localStart: start.localStart,
    venueId,
    reason: 'The schedule of the season',
    seen,
  };
  await changeByHand(trx, engine, game.id, change, principal);
  await settleGameChanges(trx, game.id, principal);
}
