/** A bulk run in words. */
import type { BulkRun } from '@holdfast/shared/consignment';
import { deedLooks } from '../listings/deeds/looks.ts';
import { amountOf, countOf, plural } from '../ui/figures.tsx';

/** `Approve 4,318 listings` */
export function runTitle({ deed, listings }: BulkRun): string {
  return `${deedLooks[deed.action].verb} ${plural(listings, 'listing')}`;
}

/** `Approving 384 of 600`, and when it is done `Approve: 595 done, 5 left out`. */
export function runProgress({ deed, state, done, refused, listings }: BulkRun): string {
  const look = deedLooks[deed.action];
  if (state === 'running') return `${look.doing} ${countOf(done + refused)} of ${countOf(listings)}`;
  return `${look.verb}: ${countOf(done)} done${refused > 0 ? `, ${countOf(refused)} left out` : ''}`;
}

const signed = (bps: number) => `${bps < 0 ? '−' : '+'}${Math.abs(bps) / 100}%`;

/** What was asked for, as far as the verb doesn't say it: the rule of a price, the reason. */
export function runDetail({ deed }: BulkRun): string | null {
  switch (deed.action) {
    case 'price': {
      const { change } = deed;
      const rule =
        change.by === 'set'
          ? `to ${amountOf(change.amount)}`
          : change.by === 'amount'
            ? `by ${change.amount < 0 ? '−' : '+'}${amountOf(Math.abs(change.amount))}`
            : change.by === 'percent'
              ? `by ${signed(change.bps)}`
              : change.bps === 0
                ? 'to the market'
                : `to the market ${signed(change.bps)}`;
      const round = deed.roundTo > 1 ? `, rounded to ${amountOf(deed.roundTo)}` : '';
      return `Prices ${rule}${round}${deed.keepWithinLimits ? ', kept within limits' : ''}${deed.reason ? `: ${deed.reason}` : ''}`;
    }
    case 'limits': {
      const say = (name: string, limit: number | null | undefined) =>
        limit === undefined ? [] : [`${name} ${limit === null ? 'none' : amountOf(limit)}`];
      return [...say('floor', deed.floor), ...say('ceiling', deed.ceiling)].join(', ');
    }
    case 'inHand':
      return deed.on === null ? 'They are in hand' : `In hand on ${deed.on}`;
    default:
      return 'reason' in deed ? (deed.reason ?? null) : null;
  }
}
