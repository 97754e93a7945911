/** The kinds of filters for listings, with their labels. */
import { amountOf } from '../../ui/figures.tsx';
import { dayOf } from '../../ui/time.ts';

export interface Choice {
  name: string;
  set: Record<string, string>;
}

/** Chosen from a list, found by a part of a name, or typed from and to. */
export type FilterKind = { id: string; name: string; params: readonly string[] } & (
  | { by: 'choice'; choices: readonly Choice[] }
  | { by: 'record'; resource: string; sort: string }
  | { by: 'owner' }
  | { by: 'league' }
  | { by: 'range'; as: 'money' | 'percent' | 'day' }
);

const one = (param: string, pairs: readonly (readonly [value: string, name: string])[]): Choice[] =>
  pairs.map(([value, name]) => ({ name, set: { [param]: value } }));

export const filterKinds: readonly FilterKind[] = [
  {
    id: 'state',
    name: 'State',
    params: ['state'],
    by: 'choice',
    choices: one('state', [
      ['live,paused', 'live or paused'],
      ['live', 'live'],
      ['paused', 'paused'],
      ['submitted', 'to approve'],
      ['rejected', 'rejected'],
      ['draft', 'draft'],
      ['ended', 'ended'],
      ['withdrawn', 'withdrawn'],
      ['all', 'any'],
    ]),
  },
  { id: 'event', name: 'Event', params: ['eventId'], by: 'record', resource: 'events', sort: 'startsAt' },
  {
    id: 'consignor',
    name: 'Consignor',
    params: ['consignorId'],
    by: 'record',
    resource: 'consignors',
    sort: 'name',
  },
  {
    id: 'package',
    name: 'Season package',
    params: ['packageId'],
    by: 'record',
    resource: 'packages',
    sort: 'section',
  },
  {
    id: 'league',
    name: 'League',
    params: ['league'],
    by: 'league',
  },
  { id: 'owner', name: 'Owner', params: ['owner'], by: 'owner' },
  {
    id: 'starts',
    name: 'Starts within',
    params: ['starts'],
    by: 'choice',
    choices: one('starts', [
      ['48h', '48 hours'],
      ['7d', '7 days'],
      ['14d', '14 days'],
      ['30d', '30 days'],
    ]),
  },
  {
    id: 'startsBetween',
    name: 'Starts between',
    params: ['startsFrom', 'startsUntil'],
    by: 'range',
    as: 'day',
  },
  { id: 'price', name: 'Price between', params: ['priceFrom', 'priceUntil'], by: 'range', as: 'money' },
  {
    id: 'market',
    name: 'Against its market',
    params: ['marketFrom', 'marketUntil'],
    by: 'range',
    as: 'percent',
  },
  {
    id: 'atLimit',
    name: 'Stands at',
    params: ['atLimit'],
    by: 'choice',
    choices: one('atLimit', [
      ['floor', 'its floor, or below'],
      ['ceiling', 'its ceiling, or above'],
      ['cap', 'its legal cap, or above'],
    ]),
  },
  {
    id: 'waiting',
    name: 'Waiting longer than',
    params: ['waiting'],
    by: 'choice',
    choices: one('waiting', [
      ['4', '4 hours'],
      ['24', '24 hours'],
      ['48', '2 days'],
      ['168', '7 days'],
    ]),
  },
];

/** Filters that only links set; shown as chips but not offered. */
export const linkedKinds: Record<string, string> = {
  q: 'Words',
  importId: 'Import',
  runId: 'Changed by a bulk run',
  queue: 'Queue',
};
export const queueNames: Record<string, string> = {
  toApprove: 'to approve',
  toPrice: 'to price',
  delistRequested: 'delist requested',
  inHandPassed: 'in-hand date passed',
  eventSoonUnsold: 'within 48 h, unsold',
};

const typed = {
  money: { toText: (value: number) => amountOf(value), scale: 100 },
  percent: {
    toText: (value: number) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value) / 100}%`,
    scale: 100,
  },
} as const;

/** `100.00 to 250.00`, `+15% and more`, `up to Dec 4`. */
export function rangeWords(
  as: 'money' | 'percent' | 'day',
  from: string | null,
  until: string | null,
): string {
  const say = (text: string) =>
    as === 'day' ? dayOf(`${text}T12:00:00Z`, 'UTC') : typed[as].toText(Number(text));
  if (from && until) return from === until ? say(from) : `${say(from)} to ${say(until)}`;
  return from ? `${say(from)} and ${as === 'day' ? 'later' : 'more'}` : `up to ${say(until ?? '')}`;
}

/** Parses a typed figure into minor units or basis points for the URL; null when it is none. */
export function readTyped(as: 'money' | 'percent' | 'day', text: string): string | null {
  const plain = text.trim().replace('−', '-').replace(/%$/, '').replaceAll(',', '');
  if (plain === '') return '';
  if (as === 'day') return /^\d{4}-\d\d-\d\d$/.test(plain) ? plain : null;
  const pattern = as === 'money' ? /^\d{1,6}(\.\d{1,2})?$/ : /^[+-]?\d{1,3}(\.\d{1,2})?$/;
  return pattern.test(plain) ? String(Math.round(Number(plain) * typed[as].scale)) : null;
}
