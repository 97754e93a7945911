/** Plays an exported case through the machines of this version, and says where what happened differs. */
import type { ExportedCase } from '@holdfast/shared/support';
import { type ActorDefinition, replay } from '../platform/actors/index.ts';

/** Where an actor's log differs from its machine. */
export interface ReplayDifference {
  actor: string;
  says: string;
}

type Actor = ExportedCase['actors'][number];

/** @returns the first difference of each actor; none: all of it would happen again as it did */
export function replayCase(
  definitions: ReadonlyMap<string, ActorDefinition>,
  { actors }: ExportedCase,
): ReplayDifference[] {
  return actors.flatMap((actor) => {
    const says = differenceOf(definitions.get(actor.type), actor);
    return says === null ? [] : [{ actor: `${actor.type} ${actor.id}`, says }];
  });
}

function differenceOf(definition: ActorDefinition | undefined, actor: Actor): string | null {
  if (!definition) return `there is no machine of type ${actor.type}`;
  try {
    const { state, timers } = replay(
      definition,
      actor.steps.map(({ version, message, payload, to, machineVersion, at }) => ({
        version,
        message,
        payload,
        to_state: to,
        machine_version: machineVersion,
        at: new Date(at),
      })),
    );
    if (state !== actor.state) return `is ${actor.state}, its log leads to ${state}`;
    const armed = new Map(actor.timers.map(({ id, fireAt }) => [id, Date.parse(fireAt)]));
    for (const [id, at] of timers)
      if (armed.get(id) !== at)
        return `${id} should fire at ${new Date(at).toISOString()}, ${armed.has(id) ? `and fires at ${new Date(armed.get(id) as number).toISOString()}` : 'and isn’t armed'}`;
    const extra = [...armed.keys()].find((id) => !timers.has(id));
    return extra === undefined ? null : `${extra} is armed, and nothing armed it`;
  } catch (error) {
    return (error as Error).message;
  }
}
