/** One kind's part of an `apply`: messages to its locked rows, in memory, then written in a statement each. */
import type { Trx } from '../db/index.ts';
import { armedTimer } from './births.ts';
import type { ActionCall, ActorDefinition, Addressed, Outcome } from './contract.ts';
import { type ActorRow, type ArmedTimer, type BatchRows, writeBatch } from './rows.ts';
import { createSituations, type Situation, type Situations } from './situations.ts';
import type { Step } from './step.ts';

interface Actor {
  row: ActorRow;
  situation: Situation;
  version: number;
}

/** The calls of one action, over the whole batch. */
export interface ActionGroup {
  definition: ActorDefinition;
  name: string;
  calls: ActionCall[];
}

export class Batch {
  readonly groups = new Map<string, ActionGroup>();
  readonly #definition: ActorDefinition;
  readonly #rows: Map<string, ActorRow>;
  readonly #seen: Set<string>;
  readonly #at: string;
  readonly #fired: boolean;
  readonly #situations: Situations;
  readonly #actors = new Map<string, Actor>();
  readonly #log: BatchRows['log'] = [];
  readonly #timers = new Map<string, ArmedTimer | { actorId: string; timerId: string }>();

  /**
   * @param rows locked
   * @param seen causes that acted before: `actorId cause`
   * @param at the instant of all its transitions
   * @param fired whether its messages are timers whose rows the sweeper took already
   */
  constructor(
    definition: ActorDefinition,
    rows: Map<string, ActorRow>,
    seen: Set<string>,
    at: string,
    fired: boolean,
  ) {
    this.#definition = definition;
    this.#rows = rows;
    this.#seen = seen;
    this.#at = at;
    this.#fired = fired;
    this.#situations = createSituations(definition);
  }

  take({ id, message, by, reason = null, cause = null, version: wanted }: Addressed): Outcome {
    const actor = this.#actor(id);
    if (!actor) return { kind: 'unknown', id };
    const { situation, version } = actor;
    const { state, context } = situation;
    if (cause !== null && this.#seen.has(`${id} ${cause}`))
      return { kind: 'repeated', id, state, version, context };
    if (wanted !== undefined && wanted !== version) return { kind: 'stale', id, state, version };
    const { step, next } = this.#situations.follow(situation, { ...message, at: this.#at });
    if (!step.accepted)
      return { kind: 'refused', id, state, version, accepts: this.#situations.accepts(situation) };
    if (cause !== null) this.#seen.add(`${id} ${cause}`);
    actor.situation = next;
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
    groupCalls(this.groups, this.#definition, step.actions, {
      actorId: id,
      context: next.context,
      message,
      version: actor.version,
      at: this.#at,
      by,
      reason,
    });
    return {
      kind: 'applied',
      id,
      from: state,
      state: next.state,
      version: actor.version,
      context: next.context,
    };
  }

  /** @throws Error when a row was not as it was loaded, though it is locked: a programming error */
  async write(trx: Trx): Promise<void> {
    const changed = [...this.#actors.values()].filter((actor) => actor.version !== actor.row.version);
    if (changed.length === 0) return;
    const timers = [...this.#timers.values()];
    const written = await writeBatch(trx, this.#definition.table, {
      actorType: this.#definition.type,
      machineVersion: this.#definition.versions.length,
      at: this.#at,
      states: changed.map(({ row, version, situation }) => ({
        id: row.id,
        loadedVersion: row.version,
        version,
        state: situation.state,
        snapshot: situation.text,
      })),
      log: this.#log,
      gone: timers.filter((timer) => !('fireAt' in timer)),
      armed: timers.filter((timer) => 'fireAt' in timer),
    });
    if (written !== changed.length)
      throw new Error(`${this.#definition.type}: ${written} of ${changed.length} rows were as loaded`);
  }

  #actor(id: string): Actor | null {
    const known = this.#actors.get(id);
    if (known) return known;
    const row = this.#rows.get(id);
    if (!row) return null;
    const actor = { row, situation: this.#situations.load(row), version: row.version };
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

export function groupCalls(
  groups: Map<string, ActionGroup>,
  definition: ActorDefinition,
  actions: string[],
  call: ActionCall,
): void {
  for (const name of actions) {
    const key = `${definition.type} ${name}`;
    const group = groups.get(key) ?? { definition, name, calls: [] };
    group.calls.push(call);
    groups.set(key, group);
  }
}
