/** Rebuilds the case at one entry of its timeline: each actor's state and path. */
import type { ActorView, TimelineEntry } from '@holdfast/shared/support';
import type { Step } from '../ui/machine/edges.ts';

export interface ShownActor extends ActorView {
  way: readonly Step[];
}

/** @param entries newest first, cut off after the moment that is looked at; null: now */
export function actorsAt(
  actors: readonly ActorView[],
  entries: readonly TimelineEntry[] | null,
): ShownActor[] {
  if (entries === null) return actors.map((actor) => ({ ...actor, way: actor.visited }));
  return actors.flatMap((actor) => {
    const own = entries.filter((entry) => entry.actorId === actor.id);
    const newest = own[0];
    if (!newest) return [];
    const way = [...own]
      .reverse()
      .filter((entry) => entry.from !== entry.to)
      .map(({ from, to, message }) => ({ from, to, message }));
    return [{ ...actor, state: newest.to, version: newest.version, way, actions: [], timers: [] }];
  });
}
