/** Pending decisions, each with the page that decides it. */
import type { Role } from '@holdfast/shared/accounts';
import { feedNames, type GameChange } from '@holdfast/shared/feeds';
import { marketplaceZone } from '@holdfast/shared/time';
import type { Decision } from '@holdfast/shared/today';
import { gameChangesWaiting } from '../feeds/index.ts';
import { importsIn } from '../imports/index.ts';
import { delistsWhileHeld, lawsPassed } from '../listings/index.ts';
import type { Trx } from '../platform/db/index.ts';
import { oldestDrafts, type RuleAhead, rulesAhead } from '../pricingRules/index.ts';
import { lastComparison } from '../statistics/index.ts';

interface Found {
  text: string;
  to: string;
  at: Date;
}

const mostOfEach = 3;
/** A game that is called off is never left out for being one of many, within reason. */
const mostGames = 50;
/** Days before a rule begins at which it is listed. */
const daysAhead = 14;

const sources: ReadonlyArray<{
  what: Decision['what'];
  roles: readonly Role[];
  find(trx: Trx, roles: readonly Role[]): Promise<Found[]>;
}> = [
  {
    what: 'gameChanged',
    roles: ['staff'],
    find: async (trx) =>
      (await gameChangesWaiting(trx, mostGames)).map((change) => ({
        text: gameChangeText(change),
        to: `/feeds/decisions/${change.id}`,
        at: new Date(change.foundAt),
      })),
  },
  {
    what: 'delistWhileHeld',
    roles: ['staff'],
    find: async (trx) =>
      (await delistsWhileHeld(trx, mostOfEach)).map((row) => ({
        text: `${row.consignor_name} wants ${row.event_name} ${row.place} back, and fans hold ${row.held} of ${row.quantity}.`,
        to: `/listings/${row.id}/show`,
        at: row.asked_at,
      })),
  },
  {
    what: 'aboveCap',
    roles: ['staff', 'finance'],
    find: async (trx, roles) =>
      (await lawsPassed(trx, mostOfEach)).map(({ law, listings, at }) => ({
        text: `${listings === 1 ? '1 listing asks' : `${listings} listings ask`} more than ${law} allows.`,
        // Finance sees the caps; the listings are staff's.
        to: roles.includes('staff') || roles.includes('admin') ? '/to-price' : '/price-caps',
        at,
      })),
  },
  {
    what: 'rulesBegin',
    roles: ['finance', 'staff'],
    find: async (trx) =>
      (await rulesAhead(trx, daysAhead, mostOfEach)).map((rule) => ({
        text: `New percentages for ${reachedBy(rule)} begin on ${dayOf(rule.effective_from)}: ${(rule.commission_bps / 100).toFixed(2)}%.`,
        to: '/percentages',
        at: rule.created_at,
      })),
  },
  {
    what: 'draftWaits',
    roles: ['finance'],
    find: async (trx) =>
      (await oldestDrafts(trx, mostOfEach)).map(({ reason, created_at }) => ({
        text: `A draft of percentages waits: ${reason}`,
        to: '/percentages',
        at: created_at,
      })),
  },
  {
    what: 'importReady',
    roles: ['staff'],
    find: (trx) => files(trx, 'checked', (file, of) => `${file} of ${of} is checked: look, then apply.`),
  },
  {
    what: 'importToMap',
    roles: ['staff'],
    find: (trx) => files(trx, 'toMap', (file, of) => `We don’t know the columns of ${file} of ${of}.`),
  },
  {
    what: 'statisticsDiffer',
    roles: ['finance'],
    async find(trx) {
      const last = await lastComparison(trx);
      if (!last || last.differences === 0) return [];
      const text = `Statistics differ from a recount in ${last.differences} places.`;
      return [{ text, to: '/statistics', at: last.at }];
    },
  },
];

async function files(
  trx: Trx,
  state: 'checked' | 'toMap',
  say: (file: string, consignor: string) => string,
): Promise<Found[]> {
  const rows = await importsIn(trx, state, mostOfEach);
  return rows.map(({ id, file_name, consignor_name, created_at }) => ({
    text: say(file_name, consignor_name),
    to: `/imports/${id}/show`,
    at: created_at,
  }));
}

const saysOf = {
  cancelled: 'is canceled',
  postponed: 'is postponed',
  moved: 'moves',
  onAgain: 'is on again',
};

function gameChangeText({ feed, kind, event, hits, startsAt, venue }: GameChange): string {
  const count = (n: number, noun: string) => `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
  const day = startsAt === null ? '' : ` to ${dayOf(new Date(startsAt), venue?.timeZone ?? event.timeZone)}`;
  const to = `${day}${venue === null ? '' : ` at ${venue.name}`}`;
  const source = feed === null ? 'Schedule file' : feedNames[feed];
  return `${source}: ${event.name} ${saysOf[kind]}${to}. It has ${count(hits.listings, 'listing')}, ${count(hits.holds, 'hold')} and ${count(hits.orders, 'order')}.`;
}

function reachedBy({ scope, target }: RuleAhead): string {
  if (scope === 'marketplace') return 'everybody';
  return scope === 'plan' ? `the plan ${target}` : `one ${scope}`;
}

const dayOf = (instant: Date, timeZone = marketplaceZone) =>
  instant.toLocaleDateString('en-US', { month: 'long', day: 'numeric', timeZone });

/** Oldest first. */
export async function decisionsFor(trx: Trx, roles: readonly Role[]): Promise<Decision[]> {
  const found: Decision[] = [];
  for (const { what, roles: whose, find } of sources) {
    if (!roles.includes('admin') && !whose.some((role) => roles.includes(role))) continue;
    for (const { text, to, at } of await find(trx, roles))
      found.push({ what, text, to, at: at.toISOString() });
  }
  return found.sort((a, b) => (a.at < b.at ? -1 : 1));
}
