/** Due timers become messages to their actors. Any number of sweepers may run. */
import type { Database, Trx } from '../db/index.ts';
import { inTransaction, queryPrepared } from '../db/index.ts';
import type { Engine, Outcome } from './contract.ts';
import { type Addressed, addressed } from './messages.ts';
import { lockRows } from './rows.ts';
import { renamedTimers } from './snapshots.ts';

/** Timers in one transaction. Measured on two cores: larger batches gain nothing and hold locks longer. */
const batchSize = 1000;

/** Milliseconds until the next look at timers that are overdue while another transaction has them. */
const inOtherHandsMs = 20;

interface DueTimer {
  actor_id: string;
  timer_id: string;
  actor_type: string;
}

/**
 * Applies one batch of due timers.
 * @param until an ISO instant: what is due by then, at that instant; by the database's clock if not said
 * @returns how many were applied; 0 when nothing is due, or others have it in hand
 */
export async function sweep(db: Database, engine: Engine, until?: string): Promise<number> {
  return inTransaction(db, async (trx) => {
    // Neither lock waits: a sweeper that waited for an actor while it held that actor's timer could meet a
    // transaction that goes the other way round.
    const due = await queryPrepared<DueTimer>(
      trx,
      `SELECT actor_id, timer_id, actor_type FROM timers WHERE fire_at <= coalesce($1::timestamptz, now())
       ORDER BY fire_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
      [until ?? null],
    );
    let applied = 0;
    for (const [type, timers] of Map.groupBy(due, ({ actor_type }) => actor_type)) {
      applied += await fire(trx, engine, type, timers, until);
    }
    return applied;
  });
}

/** A timer's message, for whoever applies due timers at an instant of their own. */
export function timerMessage(actorType: string, actorId: string, timerId: string): Addressed {
  return addressed(actorType, actorId, { type: timerId }, { by: 'clock' });
}

async function fire(
  trx: Trx,
  engine: Engine,
  type: string,
  timers: DueTimer[],
  until?: string,
): Promise<number> {
  const definition = engine.definitions.get(type);
  if (!definition) throw new Error(`a timer of ${type}, which is no type of actor here`);
  const ids = [...new Set(timers.map(({ actor_id }) => actor_id))];
  const locked = await lockRows(trx, definition.table, ids, { skipLocked: true });
  const mine = timers.filter(({ actor_id }) => locked.has(actor_id));
  if (mine.length === 0) return 0;
  await queryPrepared(
    trx,
    `DELETE FROM timers t USING unnest($1::text[], $2::text[]) AS fired (actor_id, timer_id)
     WHERE t.actor_id = fired.actor_id AND t.timer_id = fired.timer_id`,
    [mine.map(({ actor_id }) => actor_id), mine.map(({ timer_id }) => timer_id)],
  );
  const inForce = ({ actor_id, timer_id }: DueTimer) =>
    renamedTimers(definition, locked.get(actor_id)?.machine_version ?? 1).get(timer_id) ?? timer_id;
  const outcomes = await engine.apply(
    trx,
    mine.map((timer) => timerMessage(type, timer.actor_id, inForce(timer))),
    until === undefined ? { locked, fired: true } : { locked, fired: true, at: until },
  );
  const refused = outcomes.find(({ kind }) => kind !== 'applied' && kind !== 'refused') as
    | Outcome
    | undefined;
  if (refused) throw new Error(`a timer of ${refused.id} answered ${refused.kind}`);
  return mine.length;
}

/** When the next timer is due, by the database's clock: milliseconds from now, 0 if overdue, null if there is none. */
export async function untilNextTimer(db: Database): Promise<number | null> {
  // `greatest` passes over a NULL, so it must not see that of a table without timers.
  const result = await db.raw(
    'SELECT greatest(0, extract(epoch FROM fire_at - now()) * 1000)::int8 AS ms FROM timers ORDER BY fire_at LIMIT 1',
  );
  return (result.rows[0] as { ms: number } | undefined)?.ms ?? null;
}

/** A running sweeper. */
export interface Sweeper {
  stop(): Promise<void>;
}

/**
 * Sweeps until it is stopped. Sleeps until the next timer or the poll, whichever comes first, so that timers armed by
 * others are met at most a poll late.
 * @param pollMs milliseconds
 */
export function startSweeper(
  db: Database,
  engine: Engine,
  { pollMs = 500, onError }: { pollMs?: number; onError: (error: unknown) => void },
): Sweeper {
  let stopped = false;
  let wakeUp = () => {};
  async function loop(): Promise<void> {
    while (!stopped) {
      let pause = pollMs;
      try {
        pause = Math.min(pollMs, (await untilNextTimer(db)) ?? pollMs);
        // Overdue but in somebody else's hands: look again soon, not at once.
        if (pause === 0 && (await sweep(db, engine)) === 0) pause = inOtherHandsMs;
      } catch (error) {
        onError(error);
      }
      if (pause > 0 && !stopped) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pause);
          wakeUp = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    }
  }
  const running = loop();
  return {
    async stop() {
      stopped = true;
      wakeUp();
      await running;
    },
  };
}
