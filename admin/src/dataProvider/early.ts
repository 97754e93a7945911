/**
 * Requests that the first page of this document needs, sent while its code is still on its way. Each answers the first
 * request of the same address; where it failed, that request is sent itself.
 */
import { request } from '@holdfast/shared/apiClient';

/** An answer that nobody asked for by then is old, in milliseconds. */
const keptMs = 10_000;
const answers = new Map<string, { at: number; answer: Promise<unknown> }>();

/** @param path below /api */
export function askEarly(path: string): void {
  const answer = request(`/api${path}`);
  // Nobody may have taken it when it fails.
  answer.catch(() => {});
  answers.set(path, { at: performance.now(), answer });
}

/** @returns null where nothing was asked early, or it was taken already */
export function takeEarly<T>(path: string): Promise<T> | null {
  const early = answers.get(path);
  answers.delete(path);
  return early && performance.now() - early.at < keptMs ? (early.answer as Promise<T>) : null;
}
