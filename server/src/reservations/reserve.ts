/**
 * Holding tickets: the marketplace's hottest path. Requests are collected while the previous batch is in flight; a batch
 * locks the listings it touches, decides each request in turn, and writes everything in one statement: reservations
 * with their log rows, timers and items, the listings' counters, the seats, and the answers under their keys.
 *
 * Measured first (engine.md): a transaction per request reached 850/s on one hot listing, one statement per batch 10,500/s.
 */
import { setTimeout } from 'node:timers/promises';
import type { HeldReservation } from '@holdfast/shared/reservations';
import type { AppContext } from '../platform/appContext.ts';
import { createBatcher } from '../platform/batcher.ts';
import { crashPoint } from '../platform/crashPoint.ts';
import {
  isLockTimeout,
  openPipelines,
  type Pipeline,
  type Pipelines,
  pipelineIn,
  type Trx,
} from '../platform/db/index.ts';
import { keyReused } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { decide, type Wanted } from './decideHold.ts';
import { type LoadedStock, loadStock } from './loadStock.ts';
import { type Hold, writeHolds } from './writeHolds.ts';

export interface ReserveRequest extends Wanted {
  /** The Idempotency-Key as it is kept, and the hash of the request. */
  key: string | null;
  hash: string;
}

export type ReserveAnswer = { held: HeldReservation } | { refused: Problem };

/** Requests for holds of one process. */
export interface HoldRequests {
  /** @throws Problem `overloaded` when the queue is full, or when a listing stayed locked by other work */
  submit(request: ReserveRequest): Promise<ReserveAnswer>;
  /** Waits for submitted requests and accepts no more. */
  close(): Promise<void>;
}

/** Batches in flight per process: the next is decided while the last is committed. */
const maxInFlight = 1;
/** Milliseconds that a batch waits for a lock, before it goes on without the listings that are locked. */
const lockWaitMs = 250;
/** Milliseconds between two tries of a request whose listing is locked, and after which it is refused. */
const tryAgainMs = 50;
const giveUpMs = 1_500;

/**
 * Starts the collector of one process.
 * A refusal is not kept under its key: it changed nothing, so the same request may be tried again.
 */
export function createHoldRequests(app: AppContext): HoldRequests {
  const pipelines = openPipelines(app.databaseUrl, {
    max: maxInFlight,
    onError: (error) => app.log.warn({ err: error }, 'an idle connection of the reserver broke'),
    limits: { lockMs: lockWaitMs, statementMs: app.config.databaseLimits.statementMs },
  });
  const run = runAroundLocks((requests, skipLocked) => reserveBatch(app, pipelines, requests, skipLocked));
  const collector = createBatcher(
    async (requests: ReserveRequest[]) => {
      const answers = await run(requests);
      crashPoint('hold: committed, not answered');
      return answers;
    },
    { maxBatch: 128, maxInFlight },
  );
  return {
    async submit(request) {
      const giveUpAt = performance.now() + giveUpMs;
      for (;;) {
        const answer = await collector.submit(request);
        if (answer !== 'locked') return answer;
        if (performance.now() > giveUpAt)
          throw new Problem(
            'overloaded',
            'These tickets are being changed right now. Nothing is held. Try again in a few seconds.',
            { retryAfter: 2 },
          );
        await setTimeout(tryAgainMs);
      }
    },
    async close() {
      await collector.close();
      await pipelines.close();
    },
  };
}

interface BatchResult {
  /** Of each request; `locked`: undecided, since a listing of it is locked by other work. */
  answers: Array<ReserveAnswer | 'locked'>;
  locked: ReadonlySet<string>;
}

/**
 * Keeps one locked listing from delaying holds of others. A batch waits for its locks for a moment only; then it is run
 * again without waiting, and so is every batch with a listing that was found locked, until it is found free.
 */
function runAroundLocks(
  runBatch: (requests: ReserveRequest[], skipLocked: boolean) => Promise<BatchResult>,
): (requests: ReserveRequest[]) => Promise<BatchResult['answers']> {
  const known = new Set<string>();
  const withoutWaiting = async (requests: ReserveRequest[]) => {
    const { answers, locked } = await runBatch(requests, true);
    for (const { items } of requests) for (const { listingId } of items) known.delete(listingId);
    for (const listingId of locked) known.add(listingId);
    return answers;
  };
  return async (requests) => {
    if (requests.some(({ items }) => items.some(({ listingId }) => known.has(listingId))))
      return withoutWaiting(requests);
    try {
      return (await runBatch(requests, false)).answers;
    } catch (error) {
      if (!isLockTimeout(error)) throw error;
      return withoutWaiting(requests);
    }
  };
}

/**
 * All or nothing for the batch as a whole; each request gets its own answer.
 * @param skipLocked leaves requests undecided whose listing is locked by others, instead of waiting for it
 */
export async function reserveBatch(
  app: Pick<AppContext, 'engine' | 'config'>,
  pipelines: Pipelines,
  requests: ReserveRequest[],
  skipLocked = false,
): Promise<BatchResult> {
  return pipelines.transaction(
    (pipeline) => loadStock(pipeline, requests, { limits: app.config.holdLimits, skipLocked }),
    (stock) => {
      const holds: Hold[] = [];
      const answers = requests.map((request) => answerOf(stock, request, holds));
      crashPoint('hold: decided, not committed');
      const write = (pipeline: Pipeline) => writeHolds(pipeline, app.engine, stock, holds);
      return { write: holds.length > 0 ? write : null, answer: { answers, locked: stock.locked } };
    },
  );
}

/**
 * The same in the caller's transaction, for holds that the marketplace makes in fans' names: they count towards no limit on
 * hoarding. What is refused is as it was.
 * @returns an answer to each request, in their order
 */
export async function reserveIn(
  trx: Trx,
  { engine }: Pick<AppContext, 'engine'>,
  requests: readonly ReserveRequest[],
): Promise<ReserveAnswer[]> {
  const pipeline = await pipelineIn(trx);
  const stock = await loadStock(pipeline, requests, {
    limits: { perFan: 0, perNetwork: 0, perCard: 0 },
    skipLocked: false,
  });
  const holds: Hold[] = [];
  // Nothing is locked by others: it was waited for.
  const answers = requests.map((request) => answerOf(stock, request, holds) as ReserveAnswer);
  if (holds.length > 0) await writeHolds(pipeline, engine, stock, holds);
  return answers;
}

/** @param holds gets what was granted */
function answerOf(stock: LoadedStock, request: ReserveRequest, holds: Hold[]): ReserveAnswer | 'locked' {
  const kept = request.key === null ? undefined : stock.answers.get(request.key);
  if (kept)
    return kept.answer && kept.hash === request.hash ? { held: kept.answer } : { refused: keyReused() };
  if (request.items.some(({ listingId }) => stock.locked.has(listingId))) return 'locked';
  const decision = decide(stock, request);
  if ('refused' in decision) return decision;
  const { hold } = decision;
  holds.push({ ...hold, key: request.key, hash: request.hash });
  if (request.key !== null) stock.answers.set(request.key, { hash: request.hash, answer: hold.answer });
  return { held: hold.answer };
}
