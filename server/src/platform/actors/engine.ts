/**
 * The actor engine: durable XState machines on PostgreSQL. See README.md beside this file.
 *
 * `apply` is the only way by which a state column changes: a batch of messages, inside one transaction of the caller.
 */
import type { AnyStateMachine, ContextFrom } from 'xstate';
import type { Trx } from '../db/index.ts';
import type { JobSpec, Jobs } from '../jobs/index.ts';
import { acceptedMessages } from './accepts.ts';
import { type ActionGroup, Batch, callOf, groupCalls, type Taken } from './batch.ts';
import type {
  AcceptedMessage,
  ActorDefinition,
  AnyCall,
  ApplyOptions,
  Created,
  Engine,
  Outcome,
  Previewed,
  Restored,
} from './contract.ts';
import { createActor, createdMessage } from './creation.ts';
import type { Addressed, FollowUp } from './messages.ts';
import { causesSeen, instantOf, lockRows, readRows, writeCreated } from './rows.ts';
import { newestSnapshot, snapshotsIn } from './snapshots.ts';

/** A chain of follow-ups longer than this is a loop between machines. */
const longestChain = 8;

/**
 * @param definitions in the order in which their rows are locked
 * @param jobs where jobs of actions are queued
 */
export function createEngine(definitions: ActorDefinition[], jobs: Jobs): Engine {
  const byType = new Map(definitions.map((definition) => [definition.type, definition]));
  const byPrefix = new Map(definitions.map((definition) => [definition.prefix, definition]));

  function definitionOf(actorId: string): ActorDefinition {
    const definition = byPrefix.get(actorId.slice(0, actorId.indexOf('_')));
    if (!definition) throw new Error(`${actorId} is the id of no actor`);
    return definition;
  }

  function definitionFor({ id }: AnyStateMachine): ActorDefinition {
    const definition = byType.get(id);
    if (!definition) throw new Error(`${id} is no type of actor here`);
    return definition;
  }

  /** Handles things type by type, in the order of locks; answers stand in the order of the things. */
  async function byDefinition<Thing, Answer>(
    things: readonly Thing[],
    idOf: (thing: Thing) => string,
    handle: (definition: ActorDefinition, mine: readonly Thing[]) => Promise<Answer[]>,
  ): Promise<Answer[]> {
    const placesOf = new Map<ActorDefinition, number[]>();
    things.forEach((thing, place) => {
      const definition = definitionOf(idOf(thing));
      const places = placesOf.get(definition);
      if (places) places.push(place);
      else placesOf.set(definition, [place]);
    });
    const [only] = placesOf.keys();
    if (only && placesOf.size === 1) return handle(only, things);
    const answers: Answer[] = new Array(things.length);
    for (const definition of definitions) {
      const places = placesOf.get(definition);
      if (!places) continue;
      const answered = await handle(
        definition,
        places.map((place) => things[place] as Thing),
      );
      places.forEach((place, i) => {
        answers[place] = answered[i] as Answer;
      });
    }
    return answers;
  }

  async function apply(
    trx: Trx,
    messages: readonly Addressed[],
    options: ApplyOptions = {},
  ): Promise<Outcome[]> {
    const at = options.at ?? (await instantOf(trx));
    return byDefinition(
      messages,
      ({ id }) => id,
      (definition, mine) => applyToType(trx, definition, mine, at, options, 0),
    );
  }

  async function applyToType(
    trx: Trx,
    definition: ActorDefinition,
    messages: readonly Addressed[],
    at: string,
    options: ApplyOptions,
    depth: number,
  ): Promise<Outcome[]> {
    const { batch, taken } = await take(trx, definition, messages, at, { ...options, lock: true });
    await batch.write(trx);
    await act(trx, batch.groups, at, depth);
    return taken.map(({ outcome }) => outcome);
  }

  /** What `apply` and `preview` share: rows, causes, and each message's step. */
  async function take(
    trx: Trx,
    definition: ActorDefinition,
    messages: readonly Addressed[],
    at: string,
    { locked, fired = false, lock }: ApplyOptions & { lock: boolean },
  ): Promise<{ batch: Batch; taken: Taken[] }> {
    const stray = messages.find(({ actorType }) => actorType !== definition.type);
    if (stray) throw new Error(`${stray.id} is no ${stray.actorType}`);
    const ids = [...new Set(messages.map(({ id }) => id))].sort();
    if (lock && !locked && definition.lockFirst) await definition.lockFirst(trx, ids);
    const rows = locked ?? (await (lock ? lockRows : readRows)(trx, definition.table, ids));
    const withCause = messages.filter(({ cause }) => cause);
    const seen = withCause.length
      ? await causesSeen(
          trx,
          withCause.map(({ id }) => id),
          withCause.map(({ cause }) => cause as string),
        )
      : new Set<string>();
    const batch = new Batch(definition, rows, seen, at, fired, snapshotsIn(trx, definition));
    return { batch, taken: messages.map((message) => batch.take(message)) };
  }

  /** Runs what the transitions asked for; then what follows from it, in the same transaction. */
  async function act(trx: Trx, groups: Map<string, ActionGroup>, at: string, depth: number): Promise<void> {
    const followUps: FollowUp[] = [];
    const jobSpecs: JobSpec[] = [];
    for (const { definition, name, calls } of groups.values()) {
      const describe = definition.jobs[name];
      if (describe) {
        for (const call of calls)
          jobSpecs.push({ ...describe(call), key: `${call.actorId}/${call.version}/${name}` });
        continue;
      }
      const handle = definition.inTransaction[name];
      if (!handle) throw new Error(`${definition.type}: the action ${name} has no handler`);
      followUps.push(...((await handle(trx, calls, engine)) ?? []));
    }
    if (jobSpecs.length > 0) await jobs.add(trx, jobSpecs);
    if (followUps.length === 0) return;
    if (depth >= longestChain)
      throw new Error(`a chain of messages longer than ${longestChain}: ${followUps[0]?.addressed.id}`);
    await byDefinition(
      followUps,
      ({ addressed }) => addressed.id,
      async (definition, mine) => {
        const messages = mine.map(({ addressed }) => addressed);
        const outcomes = await applyToType(trx, definition, messages, at, {}, depth + 1);
        outcomes.forEach(({ kind, id }, i) => {
          const { addressed, mayBeRefused } = mine[i] as FollowUp;
          if (kind !== 'applied' && !mayBeRefused)
            throw new Error(
              `${id} answered ${kind} to ${addressed.message.type}, sent by ${addressed.cause}`,
            );
        });
        return outcomes;
      },
    );
  }

  async function preview(
    trx: Trx,
    messages: readonly Addressed[],
    options: { at?: string } = {},
  ): Promise<Previewed[]> {
    const at = options.at ?? (await instantOf(trx));
    return byDefinition(
      messages,
      ({ id }) => id,
      async (definition, mine) => {
        const { taken } = await take(trx, definition, mine, at, { lock: false });
        return taken.map(({ outcome, actions, call }): Previewed => {
          if (outcome.kind !== 'applied') return outcome;
          return { ...outcome, actions, jobs: call ? jobsOf(definition, actions, call) : [] };
        });
      },
    );
  }

  function jobsOf(definition: ActorDefinition, actions: Taken['actions'], call: AnyCall) {
    return actions.flatMap((action) => definition.jobs[action.name]?.(callOf(call, action)) ?? []);
  }

  async function accepts(
    trx: Trx,
    ids: readonly string[],
    options: { at?: string } = {},
  ): Promise<Map<string, AcceptedMessage[]>> {
    const at = options.at ?? (await instantOf(trx));
    const answers = await byDefinition(
      ids,
      (id) => id,
      async (definition, mine): Promise<Array<[string, AcceptedMessage[]] | null>> => {
        const rows = await readRows(trx, definition.table, [...new Set(mine)]);
        const snapshots = snapshotsIn(trx, definition);
        return mine.map((id) => {
          const row = rows.get(id);
          return row ? [id, acceptedMessages(definition, snapshots.restore(row).snapshot, at)] : null;
        });
      },
    );
    return new Map(answers.filter((answer) => answer !== null));
  }

  async function read<M extends AnyStateMachine>(
    trx: Trx,
    machine: M,
    ids: readonly string[],
  ): Promise<Map<string, Restored<ContextFrom<M>>>> {
    const definition = definitionFor(machine);
    const rows = await readRows(trx, definition.table, [...new Set(ids)]);
    const snapshots = snapshotsIn(trx, definition);
    return new Map(
      [...rows].map(([id, row]) => {
        const { state, context } = snapshots.restore(row);
        return [id, { id, state, version: row.version, context: context as ContextFrom<M> }];
      }),
    );
  }

  async function recordCreated(trx: Trx, created: Created[]): Promise<void> {
    await writeCreated(
      trx,
      created.map(({ log }) => log),
      created.flatMap(({ timers }) => timers),
    );
    const groups = new Map<string, ActionGroup>();
    for (const { id, type, snapshot, log, actions } of created) {
      groupCalls(groups, byType.get(type) as ActorDefinition, actions, {
        actorId: id,
        context: snapshot.context,
        message: { ...log.payload, type: createdMessage },
        params: undefined,
        version: 1,
        at: log.at,
        by: log.by,
        reason: null,
      });
    }
    await act(trx, groups, created[0]?.log.at ?? '', 0);
  }

  const engine: Engine = {
    apply: apply as Engine['apply'],
    preview: preview as Engine['preview'],
    accepts,
    read,
    contextOf: (machine, row) => newestSnapshot(definitionFor(machine), row).context as never,
    create: (machine, actor) => createActor(definitionFor(machine), actor),
    recordCreated,
    definitions: byType,
    definitionOf,
  };
  return engine;
}
