/** The sandbox's own time: real time plus what a test has advanced it by. */
export class SandboxClock {
  /** What was added to real time so far, ms. */
  offsetMs: number;
  constructor(offsetMs = 0) {
    this.offsetMs = offsetMs;
  }
  /** Milliseconds since 1970, UTC. */
  nowMs = (): number => Date.now() + this.offsetMs;
  /** Seconds since 1970, as Stripe's `created` fields count. */
  nowSeconds = (): number => Math.floor(this.nowMs() / 1000);
}
