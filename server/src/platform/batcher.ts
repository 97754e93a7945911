/**
 * Batches requests: those that arrive while a batch is in flight run as the next one. Under load one commit is
 * shared by many; a single request never waits.
 */
import { Problem } from './problem.ts';

/** Collects requests into batches. */
export interface Batcher<Request, Answer> {
  /** @throws Problem `overloaded` when the queue is full; or what the batch threw for this request alone */
  submit(request: Request): Promise<Answer>;
  /** Waits for submitted requests and accepts no more. */
  close(): Promise<void>;
}

interface Waiting<Request, Answer> {
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}

/** Seconds after which a refused caller may come back. */
const retryAfterSeconds = 1;

/**
 * @param runBatch answers every request, in order. When it throws, all of it was rolled back and its members are tried
 *   one by one, so that one bad request never fails another
 * @param maxBatch requests in a batch
 * @param maxQueue requests that may wait; one more is refused
 * @param lanes batches in flight at once
 */
export function createBatcher<Request, Answer>(
  runBatch: (requests: Request[]) => Promise<Answer[]>,
  {
    maxBatch = 200,
    maxQueue = 5_000,
    maxInFlight = 1,
  }: { maxBatch?: number; maxQueue?: number; maxInFlight?: number } = {},
): Batcher<Request, Answer> {
  let queue: Array<Waiting<Request, Answer>> = [];
  let inFlight = 0;
  let closed = false;
  let idle = () => {};

  async function runMembers(batch: Array<Waiting<Request, Answer>>): Promise<void> {
    try {
      const answers = await runBatch(batch.map(({ request }) => request));
      for (const [i, { resolve }] of batch.entries()) resolve(answers[i] as Answer);
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const member of batch) await runMembers([member]);
    }
  }

  function pump(): void {
    while (inFlight < maxInFlight && queue.length > 0) {
      const batch = queue.slice(0, maxBatch);
      queue = queue.slice(maxBatch);
      inFlight++;
      void runMembers(batch).finally(() => {
        inFlight--;
        pump();
      });
    }
    if (inFlight === 0 && queue.length === 0) idle();
  }

  return {
    submit(request) {
      if (closed || queue.length >= maxQueue)
        return Promise.reject(
          new Problem('overloaded', 'Try again in a moment; nothing was changed.', {
            retryAfter: retryAfterSeconds,
          }),
        );
      return new Promise((resolve, reject) => {
        queue.push({ request, resolve, reject });
        // What arrives in the same turn of the event loop goes into the same batch.
        if (inFlight < maxInFlight && queue.length === 1) setImmediate(pump);
      });
    },
    async close() {
      closed = true;
      if (inFlight === 0 && queue.length === 0) return;
      await new Promise<void>((resolve) => {
        idle = resolve;
      });
    },
  };
}
