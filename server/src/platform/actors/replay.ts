/** An actor's log, played again from its creation. Replay equals snapshot, always: `verify` compares. */
import type { AnyMachineSnapshot } from 'xstate';
import type { ActorDefinition, Snapshot } from './contract.ts';
import { createdMessage } from './creation.ts';
import type { Message } from './messages.ts';
import { renamedTimers, upgrade } from './snapshots.ts';
import { type ActionRequest, firstStep, nextStep, restore, type Step, serialize, stateText } from './step.ts';

/** One row of `transitions`, as replay reads it. */
export interface LogEntry {
  version: number;
  message: string;
  payload: Record<string, unknown>;
  to_state: string;
  machine_version: number;
  at: Date;
}

/** The actor that a log leads to, with its armed timers. */
export interface Replayed {
  state: string;
  snapshot: Snapshot;
  version: number;
  machineVersion: number;
  /** What the last transition asked for. */
  actions: ActionRequest[];
  /** The timers that should be armed: id → when, in milliseconds since 1970. */
  timers: Map<string, number>;
}

/**
 * Plays a log from its first entry.
 * @param entries in the order of their versions
 * @param until stops after this version: how things stood then
 * @throws Error naming the version where the log can't be true: a gap, a message that the state refuses, another state
 */
export function replay(
  definition: ActorDefinition,
  entries: LogEntry[],
  until = Number.POSITIVE_INFINITY,
): Replayed {
  const [created, ...rest] = entries;
  if (created?.message !== createdMessage || created.version !== 1)
    throw new Error('the log does not begin with a creation');
  let machineVersion = created.machine_version;
  const timers = new Map<string, number>();
  const first = firstStep(machineOf(definition, machineVersion), created.payload);
  let snapshot: AnyMachineSnapshot = first.snapshot;
  let { actions } = first;
  let version = 1;
  note(timers, first, created.at);
  check(snapshot, created);
  for (const entry of rest) {
    if (entry.version > until) break;
    if (entry.version !== version + 1) throw new Error(`version ${version + 1} is missing`);
    if (entry.machine_version !== machineVersion) {
      for (const [before, after] of renamedTimers(definition, machineVersion, entry.machine_version)) {
        const due = timers.get(before);
        if (due !== undefined && timers.delete(before)) timers.set(after, due);
      }
      const kept = upgrade(definition, serialize(snapshot), machineVersion, entry.machine_version);
      machineVersion = entry.machine_version;
      snapshot = restore(machineOf(definition, machineVersion), kept);
    }
    // A timer that fires is gone before its message is applied, which may arm it again.
    timers.delete(entry.message);
    const message: Message = { ...entry.payload, type: entry.message, at: entry.at.toISOString() };
    const step = nextStep(machineOf(definition, machineVersion), snapshot, message);
    if (!step.accepted)
      throw new Error(
        `version ${entry.version}: ${entry.message} is refused in ${stateText(snapshot.value)}`,
      );
    snapshot = step.snapshot;
    actions = step.actions;
    version = entry.version;
    note(timers, step, entry.at);
    check(snapshot, entry);
  }
  return {
    state: stateText(snapshot.value),
    snapshot: serialize(snapshot),
    version,
    machineVersion,
    actions,
    timers,
  };
}

function machineOf(definition: ActorDefinition, version: number) {
  const entry = definition.versions[version - 1];
  if (!entry) throw new Error(`${definition.type} has no machine version ${version}`);
  return entry.machine;
}

function note(timers: Map<string, number>, step: Step, at: Date): void {
  for (const [id, delay] of step.timers) {
    if (delay === null) timers.delete(id);
    else timers.set(id, at.getTime() + delay);
  }
}

function check(snapshot: AnyMachineSnapshot, entry: LogEntry): void {
  const state = stateText(snapshot.value);
  if (state !== entry.to_state)
    throw new Error(`version ${entry.version} leads to ${state}, the log says ${entry.to_state}`);
}
