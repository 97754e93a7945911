/** A bulk run in words. */
import type { BulkRun, PriceRule, PricingRule } from '@holdfast/shared/listings';
import { actionTitle, labelsOf, type NamedAction } from '../listings/actions/actionConfig.ts';
import { amountOf, countOf } from '../ui/figures.tsx';

const named = (action: BulkRun['action']): NamedAction => ({
  name: action.action,
  of: action.action === 'undo' ? action.of : null,
});

/** `Approve 4,318 listings` */
export function runTitle({ action, listings }: BulkRun): string {
  return actionTitle(named(action), listings);
}

/** `Approving 384 of 600`, and when it is done `Approve: 595 done, 5 left out`. */
export function runProgress({ action, state, done, refused, cameAfter, listings }: BulkRun): string {
  const look = labelsOf(named(action));
  if (state === 'running') return `${look.doing} ${countOf(done + refused)} of ${countOf(listings)}`;
  return `${look.verb.replace(/ of$/, '')}: ${countOf(done)} done${refused > 0 ? `, ${countOf(refused)} left out` : ''}${cameAfter > 0 ? `, ${countOf(cameAfter)} came in after the preview` : ''}`;
}

const signed = (bps: number) => `${bps < 0 ? '−' : '+'}${Math.abs(bps) / 100}%`;

/** Whether its report has old and new prices. */
export function hasPrices({ action }: Pick<BulkRun, 'action'>): boolean {
  if (action.action === 'approve') return action.price !== undefined;
  if (action.action === 'undo') return action.of === 'price' || action.of === 'approve';
  return action.action === 'price' || action.action === 'undoPrice';
}

/** `by −10%, rounded to 1.00, kept within limits` */
export function pricingText({ change, roundTo, keepWithinLimits }: PricingRule): string {
  const round = roundTo > 1 ? `, rounded to ${amountOf(roundTo)}` : '';
  return `${ruleText(change)}${round}${keepWithinLimits ? ', kept within limits' : ''}`;
}

function ruleText(change: PriceRule): string {
  switch (change.by) {
    case 'set':
      return `to ${amountOf(change.amount)}`;
    case 'amount':
      return `by ${change.amount < 0 ? '−' : '+'}${amountOf(Math.abs(change.amount))}`;
    case 'percent':
      return `by ${signed(change.bps)}`;
    case 'market':
      return change.bps === 0 ? 'to the market' : `to the market ${signed(change.bps)}`;
  }
}

/** Details of the action that its verb leaves out: the price rule, the reason. */
export function runDetail({ action }: BulkRun): string | null {
  switch (action.action) {
    case 'price':
      return `Prices ${pricingText(action)}${action.reason ? `: ${action.reason}` : ''}`;
    case 'approve':
      return action.price ? `Prices ${pricingText(action.price)}` : null;
    case 'limits': {
      const say = (name: string, limit: number | null | undefined) =>
        limit === undefined ? [] : [`${name} ${limit === null ? 'none' : amountOf(limit)}`];
      return [...say('floor', action.floor), ...say('ceiling', action.ceiling)].join(', ');
    }
    case 'inHand':
      return action.on === null ? 'Tickets in hand' : `In hand on ${action.on}`;
    default:
      return 'reason' in action ? (action.reason ?? null) : null;
  }
}
