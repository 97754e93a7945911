/** Events as staff make and change them by hand. */
import { isDeepStrictEqual } from 'node:util';
import type { eventInput } from '@holdfast/shared/catalog';
import type { FieldProblem } from '@holdfast/shared/http';
import type { z } from 'zod';
import { hasPicture } from '../pictures/index.ts';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { randomText } from '../platform/ids.ts';
import { fieldsRefused, notFound } from '../platform/problem.ts';
import { addEvents } from './addEvents.ts';
import { CatalogEvent } from './CatalogEvent.ts';
import { CatalogLeague } from './CatalogLeague.ts';
import { CatalogPerformer } from './CatalogPerformer.ts';
import { CatalogSeason } from './CatalogSeason.ts';
import { refreshEvents } from './refreshEvents.ts';
import { requireVenue } from './venues/requireVenue.ts';

type Facts = z.output<typeof eventInput>;
/** What an event keeps of its form. */
export type KeptEvent = Pick<
  CatalogEvent,
  'name' | 'homeId' | 'awayId' | 'venueId' | 'league' | 'seasonId' | 'doorsMinutes' | 'maxPerType' | 'holdMs'
>;

/** When it starts, what sells it, and its picture. */
export interface StartAndKind {
  kind: 'game' | 'own';
  /** ISO instant. */
  startsAt: string;
  timeTbd: boolean;
  pictureId: string | null;
}

/**
 * Adds an event that staff made. Two of one name are two events: there is no outside id to match by.
 * @returns its id
 * @throws Problem `validation_failed` for an unknown or retired team, venue or league, and a season of another team
 */
export async function addEventByHand(trx: Trx, facts: Facts, start: StartAndKind): Promise<string> {
  const kept = await readFacts(trx, facts, null);
  if (start.pictureId !== null && !(await hasPicture(trx, start.pictureId)))
    throw fieldsRefused([
      {
        field: 'pictureId',
        code: 'unknown',
        message: 'There is no such picture. Upload it on the event’s page.',
      },
    ]);
  const sourceId = randomText(16);
  const made = await addEvents(trx, [{ source: 'hand', sourceId, ...kept, ...start }]);
  return made.get(sourceId) as string;
}

/** What staff may change of an event, as it stands. @throws Problem `not_found` */
export async function keptEvent(trx: Trx, id: string): Promise<KeptEvent> {
  const event = await CatalogEvent.query(trx).findById(id);
  if (!event) throw notFound('event');
  return keptOf(event);
}

/**
 * Changes what an event is, not when. Its page address stays.
 * @param hasListings asked while nobody can list anything for it: whether tickets were taken in; then who plays and where
 *   stay, since fans and consignors rely on that
 * @throws Problem `not_found`; `validation_failed` as `addEventByHand`, and with code `has_listings`
 */
export async function changeEventFacts(
  trx: Trx,
  id: string,
  facts: Facts,
  hasListings: () => Promise<boolean>,
  principal: Principal,
): Promise<void> {
  // A new listing refers to the event: it waits for this lock, or this lock for it.
  const event = await CatalogEvent.query(trx).findById(id).forUpdate();
  if (!event) throw notFound('event');
  const before = keptOf(event);
  const after = await readFacts(trx, facts, before);
  if (await hasListings()) refuseMoved(before, after);
  if (isDeepStrictEqual(before, after)) return;
  await CatalogEvent.query(trx).findById(id).patch(after);
  await refreshEvents(trx, 'event', id);
  await audit(trx, principal, [{ what: 'event.change', subject: id, before, after }]);
}

function keptOf(event: CatalogEvent): KeptEvent {
  const { name, homeId, awayId, venueId, league, seasonId, doorsMinutes, maxPerType, holdMs } = event;
  return { name, homeId, awayId, venueId, league, seasonId, doorsMinutes, maxPerType, holdMs };
}

function refuseMoved(before: KeptEvent, after: KeptEvent): void {
  const problems = (['homeId', 'awayId', 'venueId'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      code: 'has_listings',
      message:
        field === 'venueId'
          ? 'Tickets were taken in for this event. Move it to the other venue under “Call off, postpone or move”: that shows whom it hits.'
          : 'Tickets were taken in for this event, so who plays stays. Cancel it, and make a new one.',
    }));
  if (problems.length > 0) throw fieldsRefused(problems);
}

/** What an event has already may be retired; a new choice may not. */
async function readFacts(trx: Trx, facts: Facts, before: KeptEvent | null): Promise<KeptEvent> {
  const { homeId, awayId, venueId, seasonId, doorsMinutes, maxPerType, holdMinutes } = facts;
  if (venueId !== before?.venueId) await requireVenue(trx, venueId);
  const problems: FieldProblem[] = [];
  const home = await readTeam(trx, 'homeId', homeId, before, problems);
  const away = await readTeam(trx, 'awayId', awayId, before, problems);
  const season = seasonId === null ? undefined : await CatalogSeason.query(trx).findById(seasonId);
  if (seasonId !== null && season?.performerId !== homeId)
    problems.push({ field: 'seasonId', code: 'unknown', message: 'Choose a season of the home team.' });
  else if (season && season.retiredAt !== null && season.id !== before?.seasonId)
    problems.push({ field: 'seasonId', code: 'retired', message: 'Choose a season that isn’t retired.' });
  const league = season?.league ?? facts.league;
  if (league !== null && league !== before?.league) {
    const found = await CatalogLeague.query(trx).findById(league);
    if (!found || found.retiredAt !== null)
      problems.push({ field: 'league', code: 'unknown', message: 'Choose a league that isn’t retired.' });
  }
  if (problems.length > 0) throw fieldsRefused(problems);
  const name = facts.name || `${away?.name} at ${home?.name}`;
  return {
    name,
    homeId,
    awayId,
    venueId,
    league,
    seasonId,
    doorsMinutes,
    maxPerType,
    holdMs: holdMinutes * 60_000,
  };
}

async function readTeam(
  trx: Trx,
  field: 'homeId' | 'awayId',
  id: string | null,
  before: KeptEvent | null,
  problems: FieldProblem[],
): Promise<CatalogPerformer | null> {
  if (id === null) return null;
  const team = await CatalogPerformer.query(trx).findById(id);
  const isNew = id !== before?.[field];
  if (!team || (isNew && team.retiredAt !== null))
    problems.push({ field, code: 'unknown', message: 'Choose a team or an artist that isn’t retired.' });
  return team ?? null;
}
