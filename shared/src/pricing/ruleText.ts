/** Rules in words, the same in refusals and on screen. */
import type { PercentagesPart, Reach } from './parts.ts';
import { bpsOf } from './parts.ts';

const reachWords: Record<Reach, string> = {
  house: 'House default',
  plan: 'Plan',
  consignor: 'Consignor',
  package: 'Package',
  team: 'Team',
  event: 'Event',
  listing: 'Listing',
};
/** "House default", "Plan"… */
export const reachText = (reach: Reach): string => reachWords[reach];

export const partWords: Record<PercentagesPart['kind'], string> = {
  commission: 'Commission',
  processing: 'Processing',
  delivery: 'Delivery',
  serviceFee: 'Service fee',
};

/** The parts in words: "commission 17%, at least 2.50; service fee 12% by the fan". Amounts with two decimals. */
export function partsText(parts: readonly PercentagesPart[]): string {
  const amount = (minor: number) => (minor / 100).toFixed(2);
  return parts
    .map(({ kind, bornBy, bps, least, most }) =>
      [
        `${partWords[kind].toLowerCase()} ${percent(bps)} by the ${bornBy}`,
        ...(least === null ? [] : [`at least ${amount(least)}`]),
        ...(most === null ? [] : [`at most ${amount(most)}`]),
      ].join(', '),
    )
    .join('; ');
}

const percent = (bps: number) => `${bps / 100}%`;
const moment = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

export interface SaidRule {
  reaches: Reach;
  whom: string;
  parts: readonly PercentagesPart[];
  effectiveFrom: string;
  effectiveUntil: string | null;
}

/** One rule in words: "Plan Season Plus, 18% and 12% on top, from 2026-12-01 05:00 UTC". */
export function ruleText({ reaches, whom, parts, effectiveFrom, effectiveUntil }: SaidRule): string {
  const name = reaches === 'house' ? reachText(reaches) : `${reachText(reaches)} ${whom}`;
  const until = effectiveUntil === null ? '' : ` until ${moment(effectiveUntil)}`;
  const fee = percent(bpsOf(parts, 'fan'));
  return `${name}, ${percent(bpsOf(parts, 'consignor'))} and ${fee} on top, from ${moment(effectiveFrom)}${until}`;
}
