/**
 * Restored snapshots and what follows from them. A machine is pure: the same snapshot and the same message lead to the
 * same result, so in one transaction each such pair is computed once. 1,000 holds that expire together are one step.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { Trx } from '../db/index.ts';
import { namedMessages, refusingGuards } from './accepts.ts';
import type { ActorDefinition, MachineVersion, Snapshot, StoredSnapshot } from './contract.ts';
import type { Message } from './messages.ts';
import { nextStep, restore, type Step, serialize, stateText } from './step.ts';

/** A snapshot in the newest version of its machine: as it is stored, and as the machine takes it. */
export class RestoredSnapshot {
  readonly snapshot: AnyMachineSnapshot;
  readonly state: string;
  readonly context: Record<string, unknown>;

  constructor(snapshot: AnyMachineSnapshot) {
    this.snapshot = snapshot;
    this.state = stateText(snapshot.value);
    this.context = snapshot.context as Record<string, unknown>;
  }

  /** As the row stores it. Made when it is written: most are only read. */
  get text(): string {
    return JSON.stringify(serialize(this.snapshot));
  }
}

/** A step and the snapshot that it leads to. */
export interface TransitionResult {
  step: Step;
  next: RestoredSnapshot;
}

/** Snapshots and steps of one batch; equal ones are computed once. */
export interface Snapshots {
  /** How many are remembered. */
  size(): number;
  /** A row's snapshot, brought to the newest machine version, its context checked. */
  restore(row: StoredSnapshot): RestoredSnapshot;
  /** @param message carries `at`; the same for the whole batch */
  follow(restored: RestoredSnapshot, message: Message): TransitionResult;
  /** Why a message was refused: what the state names, and the guards that said no. */
  refusal(restored: RestoredSnapshot, message: Message): { accepts: string[]; refusedBy: string[] };
}

/** The newest version of an actor's machine. */
export function machineInForce(definition: ActorDefinition): MachineVersion {
  return definition.versions[definition.versions.length - 1] as MachineVersion;
}

/** Restored snapshots that one transaction may remember of one type of actor; then it begins anew. */
const mostRemembered = 20_000;
const remembered = new WeakMap<Trx, Map<ActorDefinition, Snapshots>>();

/**
 * The snapshots of one type of actor, remembered for the transaction: what a preview restored and stepped, the apply
 * after it finds. Equal texts are equal snapshots, so a row that changed meanwhile isn't mistaken for what it was.
 */
export function snapshotsIn(trx: Trx, definition: ActorDefinition): Snapshots {
  const ofTransaction = remembered.get(trx) ?? new Map<ActorDefinition, Snapshots>();
  remembered.set(trx, ofTransaction);
  const known = ofTransaction.get(definition);
  if (known && known.size() < mostRemembered) return known;
  const snapshots = createSnapshots(definition);
  ofTransaction.set(definition, snapshots);
  return snapshots;
}

function createSnapshots(definition: ActorDefinition): Snapshots {
  const { machine } = definition;
  const restored = new Map<string, RestoredSnapshot>();
  const followed = new Map<RestoredSnapshot, Map<string, TransitionResult>>();

  return {
    size: () => restored.size,
    restore(row) {
      const text = typeof row.snapshot === 'string' ? row.snapshot : JSON.stringify(row.snapshot);
      const key = `${row.machine_version} ${text}`;
      let known = restored.get(key);
      if (!known) {
        known = new RestoredSnapshot(restore(machine, newestSnapshot(definition, row)));
        restored.set(key, known);
      }
      return known;
    },
    follow(from, message) {
      const known = followed.get(from) ?? new Map<string, TransitionResult>();
      followed.set(from, known);
      const key = JSON.stringify(message);
      let result = known.get(key);
      if (!result) {
        const step = nextStep(machine, from.snapshot, message);
        result = { step, next: step.accepted ? new RestoredSnapshot(step.snapshot) : from };
        known.set(key, result);
      }
      return result;
    },
    refusal: ({ snapshot }, message) => ({
      accepts: namedMessages(snapshot),
      refusedBy: refusingGuards(snapshot, message),
    }),
  };
}

/**
 * A row's snapshot in the newest version of its machine, its context checked.
 * @throws ZodError where the stored context isn't one of the machine's
 */
export function newestSnapshot(definition: ActorDefinition, row: StoredSnapshot): Snapshot {
  const stored: Snapshot = typeof row.snapshot === 'string' ? JSON.parse(row.snapshot) : row.snapshot;
  const { value, context } = upgrade(definition, stored, row.machine_version);
  return {
    value,
    context: machineInForce(definition).context.parse(context) as Record<string, unknown>,
  };
}

/**
 * Brings a snapshot from the version it was written with to a newer one.
 * @throws Error when a version has no upgrade: an old version was removed while a row still needed it
 */
export function upgrade(
  definition: ActorDefinition,
  snapshot: Snapshot,
  from: number,
  to = definition.versions.length,
): Snapshot {
  let upgraded = snapshot;
  for (let version = from; version < to; version++) {
    const step = definition.versions[version]?.upgrade;
    if (!step)
      throw new Error(`${definition.type}: no upgrade leads from version ${version} to ${version + 1}`);
    upgraded = step(upgraded);
  }
  return upgraded;
}

/** The timers' ids of a version, with their names in a newer one: those alone that were renamed. */
export function renamedTimers(
  { versions }: ActorDefinition,
  from: number,
  to = versions.length,
): Map<string, string> {
  const renamed = new Map<string, string>();
  for (const { renamedTimers: names = {} } of versions.slice(from, to)) {
    for (const [first, now] of renamed) renamed.set(first, names[now] ?? now);
    for (const [before, after] of Object.entries(names)) if (!renamed.has(before)) renamed.set(before, after);
  }
  return renamed;
}
