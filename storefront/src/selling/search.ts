/** What a consignor asks their list for, and the address that asks it. */
import type { OwnListing, Selling } from '@holdfast/shared/portal';

export type State = OwnListing['state'];
export type When = 'upcoming' | 'past';

export interface Search {
  when: When;
  /** The group of states that is shown; null: all. */
  group: Group | null;
  page: number;
}

export const perPage = 25;

/** What several states are in a consignor's eyes, in the order that the list offers them. */
export const groups = {
  live: { words: 'On sale', states: ['live'] },
  waiting: { words: 'Waiting for approval', states: ['submitted', 'draft'] },
  paused: { words: 'Paused', states: ['paused'] },
  rejected: { words: 'Rejected', states: ['rejected'] },
  withdrawn: { words: 'Withdrawn', states: ['withdrawn'] },
  ended: { words: 'Sale over', states: ['ended'] },
} as const satisfies Record<string, { words: string; states: readonly State[] }>;
export type Group = keyof typeof groups;
export const groupNames = Object.keys(groups) as Group[];

export function searchOf(query: URLSearchParams): Search {
  const group = query.get('state') as Group | null;
  const page = Number(query.get('page'));
  return {
    when: query.get('when') === 'past' ? 'past' : 'upcoming',
    group: group !== null && Object.hasOwn(groups, group) ? group : null,
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  };
}

/** The page that asks this; what goes without saying isn't in it. */
export function addressOf({ when, group, page }: Search): string {
  const search = new URLSearchParams();
  if (when === 'past') search.set('when', when);
  if (group !== null) search.set('state', group);
  if (page > 1) search.set('page', String(page));
  return search.size === 0 ? '/selling' : `/selling?${search}`;
}

/** What comes next is first, and so is what was last. */
export function queryOf({ when, group, page }: Search): string {
  const search = new URLSearchParams({ when, order: when === 'past' ? 'desc' : 'asc', page: String(page) });
  search.set('perPage', String(perPage));
  if (group !== null) search.set('state', groups[group].states.join(','));
  return search.toString();
}

/** Listings of a group before or after now; of all groups with null. */
export function countOf(counts: Selling['counts'], when: When, group: Group | null): number {
  const wanted: readonly State[] | null = group === null ? null : groups[group].states;
  return Object.entries(counts[when]).reduce(
    (sum, [state, listings]) => (wanted === null || wanted.includes(state as State) ? sum + listings : sum),
    0,
  );
}
