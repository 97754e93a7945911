/**
 * Situations and what follows from them. A machine is pure: the same snapshot and the same message lead to the same
 * step, so in one batch each such pair is computed once. 1,000 holds that expire together are one step.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { ActorDefinition, MachineVersion, Message, Snapshot } from './contract.ts';
import type { ActorRow } from './rows.ts';
import { acceptsOf, keep, nextStep, type Step, stateText, wake } from './step.ts';

/** A snapshot as it is kept, its state's name, and the machine's own form of it, made when it is needed. */
export interface Situation {
  text: string;
  state: string;
  context: Record<string, unknown>;
  snapshot: AnyMachineSnapshot;
}

export interface Consequence {
  step: Step;
  next: Situation;
}

export interface Situations {
  /** A row's situation: brought to the newest machine version, its context checked. */
  load(row: ActorRow): Situation;
  /** @param message carries `at`; the same for the whole batch */
  follow(situation: Situation, message: Message): Consequence;
  accepts(situation: Situation): string[];
}

export function machineInForce(definition: ActorDefinition): MachineVersion {
  return definition.versions[definition.versions.length - 1] as MachineVersion;
}

/** @returns situations of one kind of actor, remembered for one batch: its size bounds them */
export function createSituations(definition: ActorDefinition): Situations {
  const { machine, context } = machineInForce(definition);
  const loaded = new Map<string, Situation>();
  const followed = new Map<Situation, Map<string, Consequence>>();

  function situationOf(snapshot: AnyMachineSnapshot): Situation {
    const kept = keep(snapshot);
    return { text: JSON.stringify(kept), state: stateText(kept.value), context: kept.context, snapshot };
  }

  return {
    load(row) {
      const key = `${row.machine_version} ${row.snapshot}`;
      let situation = loaded.get(key);
      if (!situation) {
        const kept = upgrade(definition, JSON.parse(row.snapshot) as Snapshot, row.machine_version);
        const checked = context.parse(kept.context) as Record<string, unknown>;
        situation = situationOf(wake(machine, { value: kept.value, context: checked }));
        loaded.set(key, situation);
      }
      return situation;
    },
    follow(situation, message) {
      const known = followed.get(situation) ?? new Map<string, Consequence>();
      followed.set(situation, known);
      const key = JSON.stringify(message);
      let consequence = known.get(key);
      if (!consequence) {
        const step = nextStep(machine, situation.snapshot, message);
        consequence = { step, next: step.accepted ? situationOf(step.snapshot) : situation };
        known.set(key, consequence);
      }
      return consequence;
    },
    accepts: (situation) => acceptsOf(situation.snapshot),
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
