/** Days of a filter as the instants between which they lie. */
import { instantOf } from '@holdfast/shared/time';
import { addDays } from './presets.ts';
import { isDay } from './typedDay.ts';

/**
 * A day begins at 0:00 of the zone, and `until` is included. What can't be read is left out.
 * @returns the filter with `from` and `until` as ISO 8601 in UTC
 */
export function daysAsInstants<T extends { from?: unknown; until?: unknown }>(
  { from, until, ...rest }: T,
  zone: string,
) {
  const start = (day: string) => instantOf(`${day}T00:00`, zone);
  return {
    ...rest,
    ...(isReadable(from) ? { from: start(from) } : {}),
    ...(isReadable(until) ? { until: start(addDays(until, 1)) } : {}),
  };
}

const isReadable = (day: unknown): day is string => typeof day === 'string' && isDay(day);
