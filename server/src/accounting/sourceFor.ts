/** Which source of the books answers a question. */
import type { ReportDay, ReportGroup } from '@holdfast/shared/accounting';
import { fromConsignorPayoutDays, fromPayoutDays } from './payoutDays.ts';
import {
  fromConsignorSums,
  fromDaySums,
  fromEntries,
  fromEventSums,
  fromPaidEntries,
  type Source,
} from './sources.ts';

/** What is asked of the books, as far as it decides where the answer comes from. */
export interface Asked {
  /** What rows are; left out, there is one. */
  by?: ReportGroup;
  on?: ReportDay;
  event?: string;
  team?: string;
  league?: string;
  consignor?: string;
  /** `none`: what no payout paid. */
  payout?: string;
  /** Words that only entries have. */
  q?: string;
}

const ofEvents: readonly (ReportGroup | undefined)[] = ['event', 'team', 'league'];

/** The source that answers at the least cost. */
export function sourceFor({ by, on, event, team, league, consignor, payout, q }: Asked): Source {
  const asksEvent = ofEvents.includes(by) || on === 'event' || Boolean(event || team || league);
  const asksConsignor = by === 'consignor' || Boolean(consignor);
  const byPayout = on === 'paidOut';
  if (q || consignor === 'none' || (asksEvent && asksConsignor) || (payout && !byPayout))
    return byPayout || payout ? fromPaidEntries : fromEntries;
  if (byPayout) return asksConsignor ? fromConsignorPayoutDays : fromPayoutDays;
  if (asksConsignor) return fromConsignorSums;
  return asksEvent ? fromEventSums : fromDaySums;
}
