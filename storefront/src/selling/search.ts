/** The filters of the consignor's list, and their address. */
import type { OwnListing, Selling } from '@holdfast/shared/portal';

/** The state of a listing. */
export type State = OwnListing['state'];
/** Before or after the event. */
export type When = 'upcoming' | 'past';

/** The filters of the list. */
export interface Search {
  when: When;
  /** The group of states that is shown; null: all. */
  group: Group | null;
  page: number;
}

/** Listings per page. */
export const perPage = 25;

/** Groups of states as a consignor thinks of them, in the order of the filter. */
export const groups = {
  live: { label: 'On sale', states: ['live'] },
  waiting: { label: 'Waiting for approval', states: ['submitted', 'draft'] },
  paused: { label: 'Paused', states: ['paused'] },
  rejected: { label: 'Rejected', states: ['rejected'] },
  withdrawn: { label: 'Withdrawn', states: ['withdrawn'] },
  ended: { label: 'Sale over', states: ['ended'] },
} as const satisfies Record<string, { label: string; states: readonly State[] }>;
/** The name of a group. */
export type Group = keyof typeof groups;
/** All groups, in the order of the filter. */
export const groupNames = Object.keys(groups) as Group[];

/** Reads the filters from an address. */
export function searchOf(query: URLSearchParams): Search {
  const group = query.get('state') as Group | null;
  const page = Number(query.get('page'));
  return {
    when: query.get('when') === 'past' ? 'past' : 'upcoming',
    group: group !== null && Object.hasOwn(groups, group) ? group : null,
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}

/** The address of the filters, without defaults. */
export function addressOf({ when, group, page }: Search): string {
  const search = new URLSearchParams();
  if (when === 'past') search.set('when', when);
  if (group !== null) search.set('state', group);
  if (page > 1) search.set('page', String(page));
  return search.size === 0 ? '/selling' : `/selling?${search}`;
}

/** The API query of the filters: upcoming events soonest first, past ones latest first. */
export function queryOf({ when, group, page }: Search): string {
  const search = new URLSearchParams({ when, order: when === 'past' ? 'desc' : 'asc', page: String(page) });
  search.set('perPage', String(perPage));
  if (group !== null) search.set('state', groups[group].states.join(','));
  return search.toString();
}

/** Listings of a group, upcoming or past; null: of all groups. */
export function countOf(counts: Selling['counts'], when: When, group: Group | null): number {
  const wanted: readonly State[] | null = group === null ? null : groups[group].states;
  return Object.entries(counts[when]).reduce(
    (sum, [state, listings]) => (wanted === null || wanted.includes(state as State) ? sum + listings : sum),
    0,
  );
}
