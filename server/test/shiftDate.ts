/**
 * Makes `Date` of this realm tell another time: real time plus an offset, so that it goes on running. Only what reads
 * the present is shifted; parsing, arithmetic and `performance.now` stay. Calling it again sets another offset.
 * Self-contained, because browsers get its source.
 * @param offsetMs milliseconds, negative for the past
 */
export function shiftDate(offsetMs: number): void {
  const key = '__testClock';
  const scope = globalThis as unknown as Record<string, { offsetMs: number } | undefined>;
  const installed = scope[key];
  if (installed) {
    installed.offsetMs = offsetMs;
    return;
  }
  const clock = { offsetMs };
  scope[key] = clock;
  const RealDate = Date;
  const now = () => RealDate.now() + clock.offsetMs;
  // A proxy, not a subclass: dates that the runtime makes itself stay instances of it.
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
}
