/** What merging two venues, two teams, two leagues and two seasons has in common. */
import type { MergePreview } from '@holdfast/shared/catalog';
import { DateTime } from 'luxon';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import type { CatalogLeague } from './CatalogLeague.ts';
import type { CatalogPerformer } from './CatalogPerformer.ts';
import type { CatalogSeason } from './CatalogSeason.ts';
import type { CatalogVenue } from './CatalogVenue.ts';

type Entry = CatalogVenue | CatalogPerformer | CatalogLeague | CatalogSeason;
type WithOutsideIds = CatalogVenue | CatalogPerformer;

/** The two of a merge among what was found. @param noun as people call one @throws Problem `not_found` */
export function bothOf<T extends Entry>(
  found: readonly T[],
  [id, intoId]: readonly [string, string],
  noun: string,
): [from: T, into: T] {
  const from = found.find((each) => each.id === id);
  const into = found.find((each) => each.id === intoId);
  if (!from || !into) throw notFound(noun);
  return [from, into];
}

/** Why these two can't be merged, whatever else they are; null: they can. @param noun as people call one */
export function mergeRefusal(from: Entry, into: Entry, noun: string): string | null {
  if (from.id === into.id) return `This is the same ${noun}. Choose the other one.`;
  if (from.mergedInto !== null) return `${from.name} was merged before.`;
  if (into.mergedInto !== null) return `${into.name} was merged itself. Choose the one that stayed.`;
  if (into.retiredAt !== null)
    return `${into.name} is retired. Restore it first, or merge the other way round.`;
  return null;
}

/** The outside ids of two that become one: where both have one of the same system, the first one's stays. */
export function mergedIds(into: WithOutsideIds, from: WithOutsideIds): WithOutsideIds['outsideIds'] {
  const systems = new Set(into.outsideIds.map(({ system }) => system.toLowerCase()));
  return [...into.outsideIds, ...from.outsideIds.filter(({ system }) => !systems.has(system.toLowerCase()))];
}

/** The names by which the one that stays is found: its own other names, and every name of the one that goes. */
export function mergedNames(into: WithOutsideIds, from: WithOutsideIds): string[] {
  const shortOf = (entry: WithOutsideIds) => ('shortName' in entry ? [entry.shortName] : []);
  const known = new Set([into.name, ...shortOf(into), ...into.aliases].map((name) => name.toLowerCase()));
  const names = [...into.aliases];
  // Of a venue that was kept in another city, its name alone wouldn't be found there.
  const isElsewhere = !('shortName' in from) && from.city.toLowerCase() !== into.city.toLowerCase();
  for (const name of [
    isElsewhere ? `${from.name}, ${from.city}` : from.name,
    ...shortOf(from),
    ...from.aliases,
  ]) {
    if (known.has(name.toLowerCase())) continue;
    known.add(name.toLowerCase());
    names.push(name);
  }
  return names;
}

/** Leaves the one as a pointer to the other, and logs the merge at both. @param kind begins the names of the log entries */
export async function leavePointer(
  trx: Trx,
  kind: 'venue' | 'performer' | 'league' | 'season',
  { from, into, moves }: { from: Entry; into: Entry; moves: MergePreview['moves'] },
  principal: Principal,
): Promise<void> {
  const pointer = { mergedInto: into.id, retiredAt: from.retiredAt ?? DateTime.utc().toJSDate() };
  await from.$query(trx).patch('outsideIds' in from ? { ...pointer, outsideIds: [] } : pointer);
  const moved = Object.fromEntries(moves.map(({ what, count }) => [what, count]));
  await audit(trx, principal, [
    {
      what: `${kind}.merge`,
      subject: from.id,
      before: { mergedInto: null },
      after: { mergedInto: into.id, ...moved },
    },
    {
      what: `${kind}.takeOver`,
      subject: into.id,
      before: { tookOver: null },
      after: { tookOver: from.id, name: from.name, ...moved },
    },
  ]);
}
