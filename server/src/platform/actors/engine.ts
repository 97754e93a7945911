/**
 * The actor engine: durable XState machines on PostgreSQL. See README.md beside this file.
 *
 * `apply` is the only way by which a state column changes: a batch of messages, inside one transaction of the caller.
 */
import type { Trx } from '../db/index.ts';
import type { JobSpec, Jobs } from '../jobs/index.ts';
import { type ActionGroup, Batch, groupCalls } from './batch.ts';
import { bear } from './births.ts';
import type {
  ActorDefinition,
  Addressed,
  ApplyOptions,
  Birth,
  Engine,
  FollowUp,
  Outcome,
} from './contract.ts';
import { causesSeen, instantOf, lockRows, writeBirths } from './rows.ts';

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
        options,
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
    { locked, fired = false }: ApplyOptions,
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

    const batch = new Batch(definition, rows, seen, at, fired);
    const outcomes = messages.map((addressed) => batch.take(addressed));
    await batch.write(trx);
    await act(trx, batch.groups, at, depth);
    return outcomes;
  }

  /** Runs what the transitions asked for; then what follows from it, in the same transaction. */
  async function act(trx: Trx, groups: Map<string, ActionGroup>, at: string, depth: number): Promise<void> {
    const followUps: Array<Addressed & Pick<FollowUp, 'mayBeRefused'>> = [];
    const jobSpecs: JobSpec[] = [];
    for (const { definition, name, calls } of groups.values()) {
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
      const outcomes = await applyToKind(trx, definition, mine, at, {}, depth + 1);
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
    cause: string | null = null,
  ): Birth {
    const definition = byType.get(type);
    if (!definition) throw new Error(`${type} is no kind of actor`);
    return bear(definition, { id, input, at, by, cause });
  }

  async function recordBirths(trx: Trx, births: Birth[]): Promise<void> {
    await writeBirths(
      trx,
      births.map(({ log }) => log),
      births.flatMap(({ timers }) => timers),
    );
    const groups = new Map<string, ActionGroup>();
    for (const { id, type, snapshot, log, actions } of births) {
      groupCalls(groups, byType.get(type) as ActorDefinition, actions, {
        actorId: id,
        context: snapshot.context,
        message: { type: 'born', ...log.payload },
        version: 1,
        at: log.at,
        by: log.by,
        reason: null,
      });
    }
    await act(trx, groups, births[0]?.log.at ?? '', 0);
  }

  const engine: Engine = { apply, birth, recordBirths, definitions: byType, definitionOf };
  return engine;
}
