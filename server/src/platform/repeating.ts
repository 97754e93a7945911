/** Work that is repeated. */
export interface Repeating {
  /** Wakes a pause, lets running work end, and begins no more. */
  stop(): Promise<void>;
}

/**
 * Does it again and again, with a pause from the end of one time to the beginning of the next.
 * @param pauseMs milliseconds
 * @param failed is told what the work throws; it goes on with the next time
 */
export function repeating(
  pauseMs: number,
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
): Repeating {
  let isStopping = false;
  let wake = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const running = (async () => {
    while (!isStopping) {
      await work().catch(failed);
      if (!isStopping) await pause();
    }
  })();
  return {
    stop() {
      isStopping = true;
      wake();
      return running;
    },
  };
}
