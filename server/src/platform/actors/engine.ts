/**
 * The actor engine: durable XState machines on PostgreSQL. See README.md beside this file.
 *
 * `apply` is the only way by which a state column changes: a batch of messages, inside one transaction of the caller.
 */
import type { AnyMachineSnapshot } from 'xstate';
import type { Trx } from '../db/index.ts';
import type { Jobs } from '../jobs/index.ts';
import type {
  ActionCall,
  ActorDefinition,
  FollowUp,
  MachineVersion,
  Message,
  Snapshot,
} from './definition.ts';
import {
  type ActorRow,
  type ArmedTimer,
  appendLog,
  arm,
  causesSeen,
  disarm,
  instantOf,
  type LogRow,
  lockRows,
  writeStates,
} from './rows.ts';
import { acceptsOf, firstStep, keep, nextStep, type Step, stateText, wake } from './step.ts';

/** A message on its way to an actor. */
export interface Addressed {
  id: string;
  message: Message;
  /** Who: a person's id, a fan's, `stripe`, `clock`, an import's id, `house`. */
  by: string;
  reason?: string | null;
  /** What caused it. The same cause never acts twice on one actor: the second time answers `repeated`. */
  cause?: string | null;
  /** The version that the sender looked at; another one now is answered `stale`. */
  version?: number | undefined;
}

export type Outcome =
  | {
      kind: 'applied';
      id: string;
      from: string;
      state: string;
      version: number;
      context: Record<string, unknown>;
    }
  | { kind: 'repeated'; id: string; state: string; version: number; context: Record<string, unknown> }
  | { kind: 'refused'; id: string; state: string; version: number; accepts: string[] }
  | { kind: 'stale'; id: string; state: string; version: number }
  | { kind: 'unknown'; id: string };

export interface Engine {
  /**
   * Applies messages to actors, all or nothing; several to one actor in their order.
   * @returns an outcome per message, in their order; a refusal is an outcome and changes nothing
   * @throws Error when a row changed under the lock or a follow-up was refused: programming errors, all rolled back
   */
  apply(trx: Trx, messages: Addressed[], options?: ApplyOptions): Promise<Outcome[]>;
  /**
   * The first snapshot, log row and timers of a new actor, to be written with its row by `recordBirths` or by the
   * caller's own statement.
   */
  birth(
    type: string,
    id: string,
    input: Record<string, unknown>,
    at: string,
    by: string,
    cause?: string,
  ): Birth;
  /** Writes the log rows and timers of actors whose rows the caller inserted, and runs their first actions. */
  recordBirths(trx: Trx, births: Birth[]): Promise<void>;
  definitions: ReadonlyMap<string, ActorDefinition>;
  definitionOf(actorId: string): ActorDefinition;
}

export interface ApplyOptions {
  /** The instant of these transitions, ISO 8601 in UTC; the transaction's own by the database's clock if not said. */
  at?: string;
  /** Rows that the caller has locked already. */
  locked?: Map<string, ActorRow>;
}

export interface Birth {
  id: string;
  type: string;
  state: string;
  snapshot: Snapshot;
  machineVersion: number;
  log: LogRow;
  timers: ArmedTimer[];
  actions: string[];
}

/** An actor in memory during one `apply`. */
interface Loaded {
  row: ActorRow;
  definition: ActorDefinition;
  snapshot: AnyMachineSnapshot;
  version: number;
  state: string;
}

interface Batch {
  log: LogRow[];
  changed: Set<Loaded>;
  timers: Map<string, ArmedTimer | { actorId: string; timerId: string }>;
  calls: Map<string, { definition: ActorDefinition; name: string; calls: ActionCall[] }>;
}

/** A chain of follow-ups longer than this is a loop between machines. */
const longestChain = 8;

/**
 * @param definitions in the order in which their rows are locked
 * @param jobs where outside actions are queued
 */
export function createEngine(definitions: ActorDefinition[], jobs: Jobs): Engine {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  const byPrefix = new Map(definitions.map((definition) => [definition.prefix, definition]));

  function definitionOf(actorId: string): ActorDefinition {
    const definition = byPrefix.get(actorId.slice(0, actorId.indexOf('_')));
    if (!definition) throw new Error(`${actorId} is the id of no actor`);
    return definition;
  }

  async function apply(trx: Trx, messages: Addressed[], options: ApplyOptions = {}): Promise<Outcome[]> {
    const at = options.at ?? (await instantOf(trx));
    const outcomes: Outcome[] = new Array(messages.length);
    for (const definition of definitions) {
      const mine = messages
        .map((addressed, index) => ({ addressed, index }))
        .filter(({ addressed }) => definitionOf(addressed.id) === definition);
      if (mine.length === 0) continue;
      const answered = await applyToKind(
        trx,
        definition,
        mine.map(({ addressed }) => addressed),
        at,
        options.locked,
        0,
      );
      mine.forEach(({ index }, i) => {
        outcomes[index] = answered[i] as Outcome;
      });
    }
    return outcomes;
  }

  async function applyToKind(
    trx: Trx,
    definition: ActorDefinition,
    messages: Addressed[],
    at: string,
    locked: Map<string, ActorRow> | undefined,
    depth: number,
  ): Promise<Outcome[]> {
    const ids = [...new Set(messages.map(({ id }) => id))].sort();
    if (definition.lockFirst && !locked) await definition.lockFirst(trx, ids);
    const rows = locked ?? (await lockRows(trx, definition.table, ids));
    const withCause = messages.filter(({ cause }) => cause);
    const seen = withCause.length
      ? await causesSeen(
          trx,
          withCause.map(({ id }) => id),
          withCause.map(({ cause }) => cause as string),
        )
      : new Set<string>();

    const actors = new Map<string, Loaded>();
    const batch: Batch = { log: [], changed: new Set(), timers: new Map(), calls: new Map() };
    const outcomes = messages.map((addressed): Outcome => {
      const row = rows.get(addressed.id);
      if (!row) return { kind: 'unknown', id: addressed.id };
      let actor = actors.get(addressed.id);
      if (!actor) {
        actor = load(definition, row);
        actors.set(addressed.id, actor);
      }
      return applyOne(actor, addressed, at, seen, batch);
    });
    await writeBatch(trx, definition, batch);
    await act(trx, batch, at, depth);
    return outcomes;
  }

  function applyOne(
    actor: Loaded,
    addressed: Addressed,
    at: string,
    seen: Set<string>,
    batch: Batch,
  ): Outcome {
    const { id, message, by, reason = null, cause = null } = addressed;
    const context = actor.snapshot.context as Record<string, unknown>;
    const { version, state } = actor;
    if (cause !== null && seen.has(`${id} ${cause}`))
      return { kind: 'repeated', id, state, version, context };
    if (addressed.version !== undefined && addressed.version !== version)
      return { kind: 'stale', id, state, version };
    const step = nextStep(machineInForce(actor.definition).machine, actor.snapshot, { ...message, at });
    if (!step.accepted) return { kind: 'refused', id, state, version, accepts: acceptsOf(actor.snapshot) };
    if (cause !== null) seen.add(`${id} ${cause}`);
    actor.snapshot = step.snapshot;
    actor.version += 1;
    actor.state = stateText(step.snapshot.value);
    batch.changed.add(actor);
    const { type, ...payload } = message;
    batch.log.push({
      actorId: id,
      version: actor.version,
      actorType: actor.definition.type,
      message: type,
      payload,
      from: state,
      to: actor.state,
      machineVersion: actor.definition.versions.length,
      at,
      by,
      reason,
      cause,
    });
    collectTimers(batch, actor, step, at);
    collectCalls(batch, actor.definition, step, {
      actorId: id,
      context: step.snapshot.context as Record<string, unknown>,
      message,
      version: actor.version,
      at,
      by,
      reason,
    });
    return {
      kind: 'applied',
      id,
      from: state,
      state: actor.state,
      version: actor.version,
      context: step.snapshot.context,
    };
  }

  /** Runs what the transitions asked for; then what follows from it, in the same transaction. */
  async function act(trx: Trx, batch: Batch, at: string, depth: number): Promise<void> {
    const followUps: Array<Addressed & Pick<FollowUp, 'mayBeRefused'>> = [];
    const jobSpecs: Parameters<Jobs['add']>[1] = [];
    for (const { definition, name, calls } of batch.calls.values()) {
      const outside = definition.outside[name];
      if (outside) {
        for (const call of calls)
          jobSpecs.push({ ...outside(call), key: `${call.actorId}/${call.version}/${name}` });
        continue;
      }
      const inside = definition.inside[name];
      if (!inside) throw new Error(`${definition.type}: nobody says what the action ${name} does`);
      const following = (await inside(trx, calls, engine)) ?? [];
      for (const { causedBy, ...follow } of following) {
        const cause = `${causedBy.actorId}/${causedBy.version}/${follow.message.type}`;
        followUps.push({ ...follow, cause, by: causedBy.by, reason: causedBy.reason });
      }
    }
    if (jobSpecs.length > 0) await jobs.add(trx, jobSpecs);
    if (followUps.length === 0) return;
    if (depth >= longestChain)
      throw new Error(`a chain of messages longer than ${longestChain}: ${followUps[0]?.id}`);
    for (const definition of definitions) {
      const mine = followUps.filter(({ id }) => definitionOf(id) === definition);
      if (mine.length === 0) continue;
      const outcomes = await applyToKind(trx, definition, mine, at, undefined, depth + 1);
      outcomes.forEach((outcome, i) => {
        const follow = mine[i] as (typeof mine)[number];
        if (outcome.kind !== 'applied' && !follow.mayBeRefused)
          throw new Error(
            `${follow.id} answered ${outcome.kind} to ${follow.message.type}, sent by ${follow.cause}`,
          );
      });
    }
  }

  function birth(
    type: string,
    id: string,
    input: Record<string, unknown>,
    at: string,
    by: string,
    cause?: string,
  ): Birth {
    const definition = byType.get(type);
    if (!definition) throw new Error(`${type} is no kind of actor`);
    const step = knownFirstStep(machineInForce(definition).machine, input);
    const machineVersion = definition.versions.length;
    const state = stateText(step.snapshot.value);
    const timers: ArmedTimer[] = [];
    for (const [timerId, delay] of step.timers)
      if (delay !== null) timers.push(armed(definition, id, timerId, 1, at, delay));
    return {
      id,
      type,
      state,
      snapshot: keep(step.snapshot),
      machineVersion,
      log: {
        actorId: id,
        version: 1,
        actorType: type,
        message: 'born',
        payload: input,
        from: null,
        to: state,
        machineVersion,
        at,
        by,
        reason: null,
        cause: cause ?? null,
      },
      timers,
      actions: step.actions,
    };
  }

  async function recordBirths(trx: Trx, births: Birth[]): Promise<void> {
    await appendLog(
      trx,
      births.map(({ log }) => log),
    );
    await arm(
      trx,
      births.flatMap(({ timers }) => timers),
    );
    const batch: Batch = { log: [], changed: new Set(), timers: new Map(), calls: new Map() };
    for (const { id, type, snapshot, log, actions } of births) {
      const definition = byType.get(type) as ActorDefinition;
      collectCalls(batch, definition, { actions } as Step, {
        actorId: id,
        context: snapshot.context,
        message: { type: 'born', ...log.payload },
        version: 1,
        at: log.at,
        by: log.by,
        reason: null,
      });
    }
    await act(trx, batch, births[0]?.log.at ?? '', 0);
  }

  const engine: Engine = { apply, birth, recordBirths, definitions: byType, definitionOf };
  return engine;
}

/** Births with the same input begin the same; most of the house's holds do. Bounds what is remembered per machine. */
const rememberedInputs = 64;
const firstSteps = new WeakMap<object, Map<string, Step>>();

function knownFirstStep(machine: MachineVersion['machine'], input: Record<string, unknown>): Step {
  const known = firstSteps.get(machine) ?? new Map<string, Step>();
  firstSteps.set(machine, known);
  const key = JSON.stringify(input);
  let step = known.get(key);
  if (!step) {
    step = firstStep(machine, input);
    if (known.size >= rememberedInputs) known.clear();
    known.set(key, step);
  }
  return step;
}

function machineInForce(definition: ActorDefinition): MachineVersion {
  return definition.versions[definition.versions.length - 1] as MachineVersion;
}

/** Wakes a row: its snapshot brought to the newest machine version, its context checked. */
function load(definition: ActorDefinition, row: ActorRow): Loaded {
  const snapshot = upgrade(definition, row.snapshot, row.machine_version);
  const { machine, context } = machineInForce(definition);
  const checked = context.parse(snapshot.context) as Record<string, unknown>;
  return {
    row,
    definition,
    snapshot: wake(machine, { value: snapshot.value, context: checked }),
    version: row.version,
    state: row.state,
  };
}

/** Brings a snapshot from the version it was written with to the newest one. */
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

function armed(
  definition: ActorDefinition,
  actorId: string,
  timerId: string,
  armedBy: number,
  at: string,
  delay: number,
): ArmedTimer {
  return {
    actorId,
    actorType: definition.type,
    timerId,
    armedBy,
    fireAt: new Date(Date.parse(at) + delay).toISOString(),
  };
}

function collectTimers(batch: Batch, actor: Loaded, step: Step, at: string): void {
  for (const [timerId, delay] of step.timers) {
    const actorId = actor.row.id;
    batch.timers.set(
      `${actorId} ${timerId}`,
      delay === null
        ? { actorId, timerId }
        : armed(actor.definition, actorId, timerId, actor.version, at, delay),
    );
  }
}

function collectCalls(batch: Batch, definition: ActorDefinition, step: Step, call: ActionCall): void {
  for (const name of step.actions) {
    const key = `${definition.type} ${name}`;
    const group = batch.calls.get(key) ?? { definition, name, calls: [] };
    group.calls.push(call);
    batch.calls.set(key, group);
  }
}

async function writeBatch(trx: Trx, definition: ActorDefinition, batch: Batch): Promise<void> {
  if (batch.changed.size === 0) return;
  const rows = [...batch.changed].map((actor) => ({
    id: actor.row.id,
    loadedVersion: actor.row.version,
    version: actor.version,
    state: actor.state,
    snapshot: keep(actor.snapshot),
    machineVersion: definition.versions.length,
  }));
  const written = await writeStates(trx, definition.table, rows);
  if (written !== rows.length)
    throw new Error(`${definition.type}: ${written} of ${rows.length} rows were as loaded`);
  await appendLog(trx, batch.log);
  const gone: Array<{ actorId: string; timerId: string }> = [];
  const set: ArmedTimer[] = [];
  for (const timer of batch.timers.values()) {
    if ('fireAt' in timer) set.push(timer);
    else gone.push(timer);
  }
  await disarm(trx, gone);
  await arm(trx, set);
}
