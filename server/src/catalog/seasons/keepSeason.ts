/** Staff make, change and retire seasons of teams. */
import type { AdminSeason, newSeason, seasonChange } from '@holdfast/shared/catalog';
import type { z } from 'zod';
import { audit, type Principal } from '../../platform/audit.ts';
import { brokenConstraint, queryPrepared, type Trx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../../platform/problem.ts';
import { CatalogPerformer } from '../CatalogPerformer.ts';
import { CatalogSeason } from '../CatalogSeason.ts';
import { retireEntry } from '../retireEntry.ts';
import { setSeasonWindows, windowOf } from './seasonWindows.ts';

/** A season that is locked until the transaction ends, with its team. */
export interface HeldSeason {
  id: string;
  name: string;
  league: string;
  performerId: string;
  performerName: string;
  /** Where its games are unless they say otherwise. */
  homeVenueId: string | null;
  isRetired: boolean;
  /** The season that it turned out to be. */
  mergedInto: string | null;
}

function refuseMerged(mergedInto: string | null): void {
  if (mergedInto !== null)
    throw new Problem('already_decided', 'This season was merged into another one. Change that one.');
}

/** @throws Problem `not_found` */
export async function holdSeason(trx: Trx, id: string): Promise<HeldSeason> {
  const season = await CatalogSeason.query(trx).findById(id).forNoKeyUpdate();
  const team = season && (await CatalogPerformer.query(trx).findById(season.performerId));
  if (!season || !team) throw notFound('season');
  const { name, league, performerId } = season;
  return {
    id,
    name,
    league,
    performerId,
    performerName: team.name,
    homeVenueId: team.homeVenueId,
    isRetired: season.retiredAt !== null,
    mergedInto: season.mergedInto,
  };
}

/** @returns its id @throws Problem `validation_failed` for a team without a league, and a name that the team's season has */
export async function createSeason(
  trx: Trx,
  { performerId, name, from, until }: z.output<typeof newSeason>,
  principal: Principal,
): Promise<string> {
  const team = await CatalogPerformer.query(trx).findById(performerId);
  const refuse = (code: string, message: string) => fieldsRefused([{ field: 'performerId', code, message }]);
  if (!team || team.retiredAt !== null) throw refuse('unknown', 'Choose a team that isn’t retired.');
  if (team.league === null) throw refuse('no_league', `${team.name} has no league. Give the team one first.`);
  const id = newId('season');
  const row = { id, performerId, league: team.league, name, regularFrom: from, regularUntil: until };
  await refusingTakenName(name, () => CatalogSeason.query(trx).insert(row));
  const after = { team: team.name, name, from, until };
  await audit(trx, principal, [{ what: 'season.create', subject: id, after }]);
  return id;
}

/**
 * Changes the name of a season, and its days where they are given.
 * @throws Problem `not_found`; `already_decided` for a merged one; `validation_failed` for a name that another season of the team has
 */
export async function changeSeason(
  trx: Trx,
  id: string,
  { name, windows }: z.output<typeof seasonChange>,
  principal: Principal,
): Promise<void> {
  const before = await holdSeason(trx, id);
  refuseMerged(before.mergedInto);
  if (windows !== undefined) await setSeasonWindows(trx, id, windows, principal);
  if (before.name === name) return;
  await refusingTakenName(name, () => CatalogSeason.query(trx).findById(id).patch({ name }));
  await audit(trx, principal, [
    { what: 'season.rename', subject: id, before: { name: before.name }, after: { name } },
  ]);
}

/** Retires a season, so that nothing new can have it, or takes that back. @throws Problem `not_found`; `already_decided` for a merged one */
export async function retireSeason(
  trx: Trx,
  id: string,
  retired: boolean,
  principal: Principal,
): Promise<void> {
  const season = await CatalogSeason.query(trx).findById(id).forNoKeyUpdate();
  if (!season) throw notFound('season');
  refuseMerged(season.mergedInto);
  await retireEntry(trx, season, 'season', retired, principal);
}

async function refusingTakenName(name: string, write: () => PromiseLike<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (brokenConstraint(error) !== 'seasons_performer_id_name_key') throw error;
    throw fieldsRefused([
      { field: 'name', code: 'taken', message: `The team has a season ${name} already. Use another name.` },
    ]);
  }
}

/** @throws Problem `not_found` */
export async function showSeason(trx: Trx, id: string): Promise<AdminSeason> {
  const season = await CatalogSeason.query(trx).findById(id);
  const team = season && (await CatalogPerformer.query(trx).findById(season.performerId));
  if (!season || !team) throw notFound('season');
  const [count] = await queryPrepared<{ games: number; ahead: number }>(
    trx,
    `SELECT count(*)::int AS games, count(*) FILTER (WHERE starts_at > now() AND status <> 'cancelled')::int AS ahead
     FROM events WHERE season_id = $1`,
    [id],
  );
  const stayed =
    season.mergedInto === null ? undefined : await CatalogSeason.query(trx).findById(season.mergedInto);
  return {
    id,
    mergedInto: stayed ? { id: stayed.id, name: `${team.name}, ${stayed.name}` } : null,
    name: `${team.name}, ${season.name}`,
    ownName: season.name,
    league: season.league,
    performer: {
      id: team.id,
      name: team.name,
      shortName: team.shortName,
      slug: team.slug,
      league: team.league,
      primaryColor: team.primaryColor,
      secondaryColor: team.secondaryColor,
      logoId: team.logoId,
    },
    games: count?.games ?? 0,
    upcomingHomeGames: count?.ahead ?? 0,
    retiredAt: season.retiredAt?.toISOString() ?? null,
    windows: {
      selling: windowOf(season, 'selling'),
      regular: windowOf(season, 'regular'),
      playoffs: windowOf(season, 'playoffs'),
    },
  };
}
