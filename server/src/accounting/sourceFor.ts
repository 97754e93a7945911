/** Which source of the books answers a question. */
import type { ReportDay, ReportGroup } from '@holdfast/shared/accounting';
import { fromConsignorPayoutDays, fromPayoutDays } from './payoutDays.ts';
import {
  fromConsignorEventSums,
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
  from?: string;
  until?: string;
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

/** Whether an answer depends on another day than the event's. */
const asksOtherDay = ({ by, on, from, until }: Asked) =>
  on !== 'event' && Boolean(by === 'day' || by === 'month' || from || until);

/** The source that answers at the least cost. */
export function sourceFor(asked: Asked): Source {
  const { by, on, event, team, league, consignor, payout, q } = asked;
  const asksEvent = ofEvents.includes(by) || on === 'event' || Boolean(event || team || league);
  const asksConsignor = by === 'consignor' || Boolean(consignor);
  const byPayout = on === 'paidOut';
  if (q || consignor === 'none' || (payout && !byPayout))
    return byPayout || payout ? fromPaidEntries : fromEntries;
  if (asksEvent && asksConsignor) {
    if (byPayout) return fromPaidEntries;
    return asksOtherDay(asked) ? fromEntries : fromConsignorEventSums;
  }
  if (byPayout) return asksConsignor ? fromConsignorPayoutDays : fromPayoutDays;
  if (asksConsignor) return fromConsignorSums;
  return asksEvent ? fromEventSums : fromDaySums;
}
