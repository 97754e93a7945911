/** The sandbox's own time: real time plus what a test has advanced it by. */
export interface SandboxClock {
  /** Milliseconds since 1970, UTC. */
  nowMs(): number;
  /** Seconds since 1970, as Stripe's `created` fields count. */
  nowSeconds(): number;
  /** What was added to real time so far, ms. */
  offsetMs(): number;
  setOffsetMs(offsetMs: number): void;
}

/** A clock that begins `offsetMs` ahead of real time. */
export function createClock(offsetMs = 0): SandboxClock {
  let offset = offsetMs;
  return {
    nowMs: () => Date.now() + offset,
    nowSeconds: () => Math.floor((Date.now() + offset) / 1000),
    offsetMs: () => offset,
    setOffsetMs: (value) => {
      offset = value;
    },
  };
}
