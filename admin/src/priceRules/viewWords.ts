/** The view of a saved rule in words. */
import type { ListingFilter } from '@holdfast/shared/listings';
import { listingsViews } from '../listings/listingsViews.ts';
import { amountOf, percentOf, plural } from '../ui/figures.tsx';
import { lookOf } from '../ui/states.ts';
import { workTime } from '../ui/time.ts';

/** Basis points of distance: `10% below the market`. */
const besideMarket = (bps: number) =>
  bps === 0 ? 'the market price' : `${percentOf(Math.abs(bps))} ${bps < 0 ? 'below' : 'above'} the market`;

const words: { [Name in keyof ListingFilter]-?: (value: NonNullable<ListingFilter[Name]>) => string } = {
  q: (q) => `“${q}”`,
  state: (states) =>
    states
      .split(',')
      .map((state) => lookOf('listing', state).word)
      .join(', '),
  queue: (queue) => Object.values(listingsViews).find((view) => view.queue === queue)?.title ?? queue,
  owner: (owner) => (owner === 'none' ? 'no owner' : owner === 'me' ? 'mine' : 'of one owner'),
  eventId: () => 'one event',
  consignorId: () => 'one consignor',
  packageId: () => 'one package',
  importId: () => 'one import',
  runId: () => 'of one bulk run',
  league: (league) => (league === 'own' ? 'own events' : league),
  startsFrom: (at) => `starting from ${workTime(at)}`,
  startsUntil: (at) => `starting before ${workTime(at)}`,
  submittedBefore: (at) => `submitted before ${workTime(at)}`,
  atLimit: (limit) => `at their ${limit}`,
  priceFrom: (minor) => `from ${amountOf(minor)}`,
  priceUntil: (minor) => `up to ${amountOf(minor)}`,
  marketFrom: (bps) => `from ${besideMarket(bps)}`,
  marketUntil: (bps) => `up to ${besideMarket(bps)}`,
  except: (ids) => `except ${plural(ids.split(',').length, 'listing')}`,
};

/** The filters of a view in words, such as `Live, NFL, up to 250.00`; without filters `All listings`. */
export function viewWords(filter: ListingFilter): string {
  const parts = Object.entries(filter).flatMap(([name, value]) => {
    const say = words[name as keyof ListingFilter] as ((value: unknown) => string) | undefined;
    return value === undefined || value === null || !say ? [] : [say(value)];
  });
  return parts.join(', ') || 'All listings';
}

/** Whether the view has instants: they stay as they are while the days go on. */
export const hasFixedTimes = (filter: Readonly<Record<string, unknown>>): boolean =>
  ['startsFrom', 'startsUntil', 'submittedBefore'].some((name) => filter[name] !== undefined);
