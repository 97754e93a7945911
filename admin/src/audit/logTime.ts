import { marketplaceZone } from '@holdfast/shared/time';
import { clockOf, dayOf, zoneOf } from '../ui/time.ts';

const yearOf = (at: Date) => at.toLocaleDateString('en-US', { timeZone: marketplaceZone, year: 'numeric' });

/** When something was done, to the second, in the marketplace's zone: `Sun Nov 22, 14:32:05 ET`; with the year when it is another. */
export function logTime(at: string, now: Date = new Date()): string {
  const then = yearOf(new Date(at));
  const day = then === yearOf(now) ? dayOf(at) : `${dayOf(at)} ${then}`;
  return `${day}, ${clockOf(at, marketplaceZone, true)} ${zoneOf(at)}`;
}
