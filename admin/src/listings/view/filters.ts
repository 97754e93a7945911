/** Translates listing filters between the URL and the API. */
import { listingQuery } from '@holdfast/shared/listings';
import { instantOf, marketplaceZone } from '@holdfast/shared/time';
import { isDay, readableDay } from '../../ui/dates/typedDay.ts';
import { stateOf } from '../../ui/states.ts';
import { type Fields, listFields, matching } from '../../ui/unreadable.ts';

/** Filters that URL and API write the same way. */
const plain = [
  'q',
  'queue',
  'league',
  'consignorId',
  'eventId',
  'packageId',
  'importId',
  'runId',
  'owner',
  'atLimit',
  'priceFrom',
  'priceUntil',
  'marketFrom',
  'marketUntil',
] as const;
/** Filters relative to now, so that a shared view keeps its meaning, and days. */
const counted = ['starts', 'startsFrom', 'startsUntil', 'waiting'] as const;
export const filterNames: readonly string[] = ['state', ...plain, ...counted];

export const hourMs = 3_600_000;
const toTheMinute = (ms: number) => new Date(Math.floor(ms / 60_000) * 60_000).toISOString();

/** `14d` and `48h` in milliseconds; null for anything else. */
export function spanMs(text: string | null): number | null {
  const [, figure, unit] = /^(\d{1,3})([dh])$/.exec(text ?? '') ?? [];
  return figure ? Number(figure) * (unit === 'd' ? 24 : 1) * hourMs : null;
}

/** How each parameter of a view is read; what can't be is left out. */
export const viewFields: Fields = {
  ...listFields(listingQuery, ['state', ...plain], { state: stateOf('listing') }),
  starts: { safeParse: (text) => ({ success: spanMs(text) !== null }) },
  startsFrom: readableDay,
  startsUntil: readableDay,
  waiting: matching(/^\d{1,4}$/),
};

/** Midnight in the marketplace's time zone, `add` days later; undefined when it is no day. */
function midnight(date: string | null, add = 0): string | undefined {
  if (!isDay(date)) return undefined;
  const on = new Date(Date.parse(`${date}T00:00:00Z`) + add * 24 * hourMs).toISOString().slice(0, 10);
  return instantOf(`${on}T00:00`, marketplaceZone);
}

/**
 * Builds the API query.
 * @param fixed the page's own filter: its queue, or the states that it opens with
 * @param now milliseconds; spans count from here, to the minute
 */
export function filterOf(
  query: URLSearchParams,
  fixed: Readonly<Record<string, string>>,
  now: number,
): Record<string, string> {
  const filter: Record<string, string> = { ...fixed };
  const put = (name: string, value: string | null | undefined) => {
    if (value) filter[name] = value;
  };
  put('state', query.get('state'));
  if (filter.state === 'all') delete filter.state;
  for (const name of plain) put(name, query.get(name));
  const span = spanMs(query.get('starts'));
  if (span !== null) {
    put('startsFrom', toTheMinute(now));
    put('startsUntil', toTheMinute(now + span));
  }
  put('startsFrom', midnight(query.get('startsFrom')));
  put('startsUntil', midnight(query.get('startsUntil'), 1));
  const hours = Number(query.get('waiting'));
  if (hours > 0) put('submittedBefore', toTheMinute(now - hours * hourMs));
  return filter;
}

/** Normalizes a view's query string, so that equal views compare equal. */
export function viewText(query: URLSearchParams): string {
  const own = new URLSearchParams();
  for (const name of [...filterNames, 'sort', 'order']) {
    const value = query.get(name);
    if (value) own.set(name, value);
  }
  return own.toString();
}
