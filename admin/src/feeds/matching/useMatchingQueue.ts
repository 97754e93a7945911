import { useCounts } from '../../counts/index.ts';

/** How long an entry may wait, in milliseconds: two days. Source: the limit of the same queue on Today. */
export const limitMs = 48 * 3_600_000;

/** How many entries wait for a person, and whether one is past its limit. Only for roles that may see them. */
export function useMatchingQueue(): { count: number; hot: boolean } | undefined {
  const matching = useCounts()?.counts.matching;
  if (!matching) return undefined;
  return {
    count: matching.waiting,
    hot: matching.since !== null && Date.now() - Date.parse(matching.since) > limitMs,
  };
}
