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
