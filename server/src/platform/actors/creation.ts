/** The creation of an actor: computed here, written by whoever inserts its row. */
import type { AnyStateMachine } from 'xstate';
import type { ActorDefinition, Created, NewActor, Snapshot } from './contract.ts';
import type { ArmedTimer } from './rows.ts';
import { firstStep, type Step, serialize, stateText } from './step.ts';

/** The log's message of an actor's first version. */
export const createdMessage = 'created';

/** Actors with the same input begin alike; most do. Bounds what is remembered per machine. */
const rememberedInputs = 64;
interface FirstStep {
  step: Step;
  snapshot: Snapshot;
}
const firstSteps = new WeakMap<AnyStateMachine, Map<string, FirstStep>>();

function firstStepOf(machine: AnyStateMachine, input: unknown): FirstStep {
  const known = firstSteps.get(machine) ?? new Map<string, FirstStep>();
  firstSteps.set(machine, known);
  const key = JSON.stringify(input);
  let first = known.get(key);
  if (!first) {
    const step = firstStep(machine, input);
    first = { step, snapshot: serialize(step.snapshot) };
    if (known.size >= rememberedInputs) known.clear();
    known.set(key, first);
  }
  return first;
}

/** Computes a new actor's first snapshot, log row and timers; writes nothing. */
export function createActor(
  definition: ActorDefinition,
  { id, input, at, by, cause = null }: NewActor<unknown>,
): Created {
  const { step, snapshot } = firstStepOf(definition.machine, input);
  const machineVersion = definition.versions.length;
  const state = stateText(snapshot.value);
  const timers: ArmedTimer[] = [];
  for (const [timerId, delay] of step.timers)
    if (delay !== null) timers.push(armedTimer(definition.type, id, timerId, 1, at, delay));
  return {
    id,
    type: definition.type,
    state,
    snapshot,
    machineVersion,
    log: {
      actorId: id,
      version: 1,
      actorType: definition.type,
      message: createdMessage,
      payload: input as Record<string, unknown>,
      from: null,
      to: state,
      machineVersion,
      at,
      by,
      reason: null,
      cause,
    },
    timers,
    actions: step.actions,
  };
}

/** @param delay milliseconds from `at` */
export function armedTimer(
  actorType: string,
  actorId: string,
  timerId: string,
  armedBy: number,
  at: string,
  delay: number,
): ArmedTimer {
  return { actorId, actorType, timerId, armedBy, fireAt: new Date(Date.parse(at) + delay).toISOString() };
}
