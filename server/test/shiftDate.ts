/**
 * Shifts `Date` of this realm by an offset from real time, so that it keeps running. Only reading the present
 * is shifted; parsing, arithmetic and `performance.now` are unchanged. Calling it again replaces the offset.
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
  // A proxy, not a subclass: dates that the runtime creates stay instances of it.
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
}
