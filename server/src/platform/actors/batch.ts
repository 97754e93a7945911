/** One type's part of an `apply`: messages to its locked rows, in memory, then written in one statement. */
import type { Trx } from '../db/index.ts';
import type { ActorDefinition, AnyCall, Outcome } from './contract.ts';
import { armedTimer } from './creation.ts';
import type { Addressed } from './messages.ts';
import { type ActorRow, type ArmedTimer, type BatchRows, renameTimers, writeBatch } from './rows.ts';
import { type RestoredSnapshot, renamedTimers, type Snapshots } from './snapshots.ts';
import type { ActionRequest, Step } from './step.ts';

interface Actor {
  row: ActorRow;
  restored: RestoredSnapshot;
  version: number;
}

/** The calls of one action, over the whole batch. */
export interface ActionGroup {
  definition: ActorDefinition;
  name: string;
  calls: AnyCall[];
}

/** A message's outcome and the actions that its transition asks for. */
export interface Taken {
  outcome: Outcome;
  actions: ActionRequest[];
  call: AnyCall | null;
}

/** One call of `apply` or `preview`: restored actors, their steps and the writes that follow. */
export class Batch {
  readonly groups = new Map<string, ActionGroup>();
  readonly #definition: ActorDefinition;
  readonly #rows: Map<string, ActorRow>;
  readonly #seen: Set<string>;
  readonly #at: string;
  readonly #fired: boolean;
  readonly #snapshots: Snapshots;
  readonly #actors = new Map<string, Actor>();
  readonly #log: BatchRows['log'] = [];
  readonly #timers = new Map<string, ArmedTimer | { actorId: string; timerId: string }>();

  /**
   * @param rows locked, or only read for a preview
   * @param seen causes that acted before: `actorId cause`
   * @param at the instant of all its transitions
   * @param fired whether its messages are timers whose rows the sweeper took already
   * @param snapshots of its transaction
   */
  constructor(
    definition: ActorDefinition,
    rows: Map<string, ActorRow>,
    seen: Set<string>,
    at: string,
    fired: boolean,
    snapshots: Snapshots,
  ) {
    this.#definition = definition;
    this.#rows = rows;
    this.#seen = seen;
    this.#at = at;
    this.#fired = fired;
    this.#snapshots = snapshots;
  }

  take({ id, message, by, reason = null, cause = null, version: wanted }: Addressed): Taken {
    const actor = this.#actor(id);
    if (!actor) return withoutActions({ kind: 'unknown', id });
    const { restored, version } = actor;
    const { state, context } = restored;
    if (cause !== null && this.#seen.has(`${id} ${cause}`))
      return withoutActions({ kind: 'repeated', id, state, version, context });
    if (wanted !== undefined && wanted !== version)
      return withoutActions({ kind: 'stale', id, state, version });
    const timed = { ...message, at: this.#at };
    const { step, next } = this.#snapshots.follow(restored, timed);
    if (!step.accepted)
      return withoutActions({
        kind: 'refused',
        id,
        state,
        version,
        ...this.#snapshots.refusal(restored, timed),
      });
    if (cause !== null) this.#seen.add(`${id} ${cause}`);
    actor.restored = next;
    actor.version += 1;
    const { type, ...payload } = message;
    this.#log.push({
      actorId: id,
      version: actor.version,
      message: type,
      payload,
      from: state,
      to: next.state,
      by,
      reason,
      cause,
    });
    this.#noteTimers(id, actor.version, step, type);
    const applied: Outcome = {
      kind: 'applied',
      id,
      from: state,
      state: next.state,
      version: actor.version,
      context: next.context,
    };
    if (step.actions.length === 0) return withoutActions(applied);
    const call: AnyCall = {
      actorId: id,
      context: next.context,
      message,
      params: undefined,
      version: actor.version,
      at: this.#at,
      by,
      reason,
    };
    groupCalls(this.groups, this.#definition, step.actions, call);
    return { outcome: applied, actions: step.actions, call };
  }

  /** @throws Error when a row was not as it was loaded, though it is locked: a programming error */
  async write(trx: Trx): Promise<void> {
    const changed = [...this.#actors.values()].filter((actor) => actor.version !== actor.row.version);
    if (changed.length === 0) return;
    await this.#renameTimers(trx, changed);
    const timers = [...this.#timers.values()];
    const written = await writeBatch(trx, this.#definition.table, {
      actorType: this.#definition.type,
      machineVersion: this.#definition.versions.length,
      at: this.#at,
      states: changed.map(({ row, version, restored }) => ({
        id: row.id,
        loadedVersion: row.version,
        version,
        state: restored.state,
        snapshot: restored.text,
      })),
      log: this.#log,
      gone: timers.filter((timer) => !('fireAt' in timer)),
      armed: timers.filter((timer) => 'fireAt' in timer),
    });
    if (written !== changed.length)
      throw new Error(`${this.#definition.type}: ${written} of ${changed.length} rows were as loaded`);
  }

  /** Timers that earlier versions of the machine armed get the names that its newest one cancels and arms. */
  async #renameTimers(trx: Trx, changed: Actor[]): Promise<void> {
    const newest = this.#definition.versions.length;
    const older = Map.groupBy(
      changed.filter(({ row }) => row.machine_version < newest),
      ({ row }) => row.machine_version,
    );
    for (const [version, actors] of older) {
      const names = renamedTimers(this.#definition, version);
      if (names.size > 0)
        await renameTimers(
          trx,
          actors.map(({ row }) => row.id),
          names,
        );
    }
  }

  #actor(id: string): Actor | null {
    const known = this.#actors.get(id);
    if (known) return known;
    const row = this.#rows.get(id);
    if (!row) return null;
    const actor = { row, restored: this.#snapshots.restore(row), version: row.version };
    this.#actors.set(id, actor);
    return actor;
  }

  #noteTimers(actorId: string, version: number, step: Step, message: string): void {
    for (const [timerId, delay] of step.timers) {
      if (delay !== null) {
        const timer = armedTimer(this.#definition.type, actorId, timerId, version, this.#at, delay);
        this.#timers.set(`${actorId} ${timerId}`, timer);
      } else if (!this.#fired || timerId !== message) {
        this.#timers.set(`${actorId} ${timerId}`, { actorId, timerId });
      }
    }
  }
}

const nothing: ActionRequest[] = [];

function withoutActions(outcome: Outcome): Taken {
  return { outcome, actions: nothing, call: null };
}

/** The call of one of a transition's actions. */
export function callOf(call: AnyCall, { params }: ActionRequest): AnyCall {
  return params === undefined ? call : { ...call, params };
}

/** Adds a transition's action calls to those of the batch, by type of actor and action. */
export function groupCalls(
  groups: Map<string, ActionGroup>,
  definition: ActorDefinition,
  actions: ActionRequest[],
  call: AnyCall,
): void {
  for (const action of actions) {
    const key = `${definition.type} ${action.name}`;
    const group = groups.get(key) ?? { definition, name: action.name, calls: [] };
    group.calls.push(callOf(call, action));
    groups.set(key, group);
  }
}
