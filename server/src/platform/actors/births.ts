/** The beginning of an actor: computed here, written by whoever inserts its row. */
import type { ActorDefinition, Birth, MachineVersion, Snapshot } from './contract.ts';
import type { ArmedTimer } from './rows.ts';
import { machineInForce } from './situations.ts';
import { firstStep, keep, type Step, stateText } from './step.ts';

/** Births with the same input begin the same; most of a house's do. Bounds what is remembered per machine. */
const rememberedInputs = 64;
const firstSteps = new WeakMap<object, Map<string, { step: Step; snapshot: Snapshot }>>();

function knownFirstStep(machine: MachineVersion['machine'], input: Record<string, unknown>) {
  const known = firstSteps.get(machine) ?? new Map<string, { step: Step; snapshot: Snapshot }>();
  firstSteps.set(machine, known);
  const key = JSON.stringify(input);
  let first = known.get(key);
  if (!first) {
    const step = firstStep(machine, input);
    first = { step, snapshot: keep(step.snapshot) };
    if (known.size >= rememberedInputs) known.clear();
    known.set(key, first);
  }
  return first;
}

export function bear(
  definition: ActorDefinition,
  {
    id,
    input,
    at,
    by,
    cause,
  }: { id: string; input: Record<string, unknown>; at: string; by: string; cause: string | null },
): Birth {
  const { step, snapshot } = knownFirstStep(machineInForce(definition).machine, input);
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
      message: 'born',
      payload: input,
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
