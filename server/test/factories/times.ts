/** Instants for tests. */

/** An hour, ms. */
export const hourMs = 3_600_000;
/** A day, ms. */
export const dayMs = 24 * hourMs;
/** An instant from now, ISO 8601. */
export const fromNow = (ms: number): string => new Date(Date.now() + ms).toISOString();
