/** What consignors and finance read of advances, in sentences. */
import { moneyText } from '../money/index.ts';
import type { AdvanceBar } from './advanceBars.ts';
import type { AdvanceStanding, AdvanceTierShown } from './advances.ts';

const percent = (bps: number) => `${bps / 100}%`;
const counted = (n: number, one: string, many = `${one}s`) =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** What a tier gives, in a sentence. */
export const tierWords = (
  { advanceBps, limit }: Pick<AdvanceTierShown, 'advanceBps' | 'limit'>,
  currency: string,
): string =>
  `${percent(advanceBps)} of a sale is paid once its tickets are delivered, up to ${moneyText({ amount: limit, currency })} at one time; ${percent(10_000 - advanceBps)} is kept as a reserve until after the event.`;

/** What counts: the figures from which the standing was computed, in a sentence. */
export const standingFigures = ({ figures, failureBps, windowDays, currency }: AdvanceStanding): string =>
  `In the last ${windowDays} days: ${counted(figures.sales, 'sale')} delivered and over, ${moneyText({ amount: figures.volume, currency })} of proceeds, ${counted(figures.failures, 'failure')} (${percent(failureBps)}). Advanced now: ${moneyText({ amount: figures.outstanding, currency })}.`;

const barWords: Record<Exclude<AdvanceBar, 'tier' | 'limit'>, string> = {
  inactive: 'Nothing is advanced: the consignor is deactivated.',
  held: 'Nothing is advanced while payouts are held back.',
  bank: 'Nothing is advanced until bank data may be used.',
  claim: 'Nothing is advanced until what went back to fans is settled.',
};

/** What the rule gives now, or why it gives nothing, in a sentence. */
export function standingWords({ bar, tier, left, currency }: AdvanceStanding): string {
  if (bar === 'tier') return 'No tier is reached yet.';
  if (tier === null) return bar === null || bar === 'limit' ? '' : barWords[bar];
  if (bar === 'limit')
    return `${tier.name} tier. All of ${moneyText({ amount: tier.limit, currency })} is advanced. More can be once these events are over.`;
  if (bar !== null) return `${tier.name} tier. ${barWords[bar]}`;
  return `${tier.name} tier: ${tierWords(tier, currency)} ${moneyText({ amount: left, currency })} of that is left.`;
}

/** What is missing for the next tier, in a sentence; null where there is none higher. */
export function missingWords({ next, missing, currency, failureBps }: AdvanceStanding): string | null {
  if (next === null || missing === null) return null;
  const parts = [
    missing.sales > 0 ? `${counted(missing.sales, 'more sale')}` : null,
    missing.volume > 0 ? `${moneyText({ amount: missing.volume, currency })} more of proceeds` : null,
    missing.failureBps > 0
      ? `failures of at most ${percent(next.maxFailureBps)} (now ${percent(failureBps)})`
      : null,
  ].filter((part) => part !== null);
  const list = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `For the ${next.name.toLowerCase()} tier (${percent(next.advanceBps)}, up to ${moneyText({ amount: next.limit, currency })}) this is missing: ${list}.`;
}
