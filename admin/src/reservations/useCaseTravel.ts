/** Looking at a case as it was: which entry of its timeline is on screen, and the way through them by arrows. */
import type { SupportCase, TimelineEntry } from '@holdfast/shared/support';
import { useEffect, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { entryKey } from '../ui/timeline/Timeline.tsx';
import { actorsAt } from './actorHistory.ts';

export function useCaseTravel(data: SupportCase | undefined) {
  const [query] = useSearchParams();
  const [travelled, setTravelled] = useState<string | null>(null);
  const oldestFirst = useMemo(() => [...(data?.timeline ?? [])].reverse(), [data]);
  // An address may lead to a moment: to what had happened last by then.
  const moment = query.get('at');
  const linked = moment === null ? undefined : oldestFirst.findLast((entry) => entry.at <= moment);
  const linkedKey = linked && entryKey(linked);
  useEffect(() => {
    if (linkedKey !== undefined) setTravelled(linkedKey);
  }, [linkedKey]);
  const found = oldestFirst.findIndex((entry) => entryKey(entry) === travelled);
  const at = found < 0 ? null : found;
  const then: TimelineEntry | null = at === null ? null : (oldestFirst[at] ?? null);
  const travel = (to: number | null) => setTravelled(to === null ? null : entryKey(oldestFirst[to]!));
  const step = (by: number) => {
    const next = (at ?? oldestFirst.length) + by;
    travel(next >= oldestFirst.length ? null : Math.max(0, next));
  };
  useShortcuts([
    { keys: 'ArrowLeft', does: 'back in time', run: () => step(-1) },
    { keys: 'ArrowRight', does: 'on in time', run: () => step(1) },
    ...(then ? [{ keys: 'Escape', does: 'back to now', run: () => setTravelled(null) }] : []),
  ]);
  return {
    oldestFirst,
    /** The place of that entry, oldest first; null: now. */
    at,
    then,
    actors: data ? actorsAt(data.actors, then ? data.timeline.slice(data.timeline.indexOf(then)) : null) : [],
    travel,
    travelTo: (entry: TimelineEntry) => setTravelled(entryKey(entry)),
    backToNow: () => setTravelled(null),
  };
}
export type CaseTravel = ReturnType<typeof useCaseTravel>;
