/**
 * SQL: where figures come from. The entries answer every question, and cost as much as there are entries; the sums by day
 * answer those that aren't about one order, and cost as much as there are days. Each is `p`, with event `e` and consignor `c`
 * where they are asked for.
 */
import type { PostingKind, ReportDay } from '@holdfast/shared/accounting';
import { marketDay } from '../stats/index.ts';
import { listOf } from './reported.ts';

/** SQL of one way to read the books. */
export interface Source {
  /** `FROM …` with its joins. */
  from: string;
  /** Minor units: above zero, below zero, and both together. */
  debits: string;
  credits: string;
  amount: string;
  /** How many entries a row is. */
  entries: string;
  /** How many orders or bookings of these kinds rows are. */
  counted(of: 'orders' | 'bookings', kinds: readonly PostingKind[]): string;
  /** The day by which a row is put into a period; null: it is about no event. */
  day: Record<ReportDay, string>;
  /** The condition of a first day, SQL of a date. */
  fromDay(on: ReportDay, day: string): string;
  /** The condition of a last day. */
  untilDay(on: ReportDay, day: string): string;
}

export const consignorOf = `LEFT JOIN consignors_named c ON p.account LIKE 'consignor:%' AND c.id = split_part(p.account, ':', 2)`;
const ofKinds = (kinds: readonly PostingKind[]) => `p.kind IN (${listOf(kinds)})`;

/** The instant by which an entry is put into a period; that of booking, where it is about no order. */
const instants = {
  booked: 'p.at',
  reserved: 'coalesce(r.created_at, p.at)',
  paid: 'coalesce(r.paid_at, p.at)',
} as const;
/** The day of the event. */
export const eventDay = 'e.local_date::date';

/** The business day on which the booking was paid out; null: it wasn't. Of `fromPaidEntries` alone. */
const payoutDay = 'w.paid_on';
const ownDays = { event: eventDay, paidOut: payoutDay } as const;
const isOwnDay = (on: ReportDay): on is keyof typeof ownDays => on in ownDays;

/** Each entry `p`, with its order `r`. @param postings SQL of the entries */
const entriesOf = (postings: string) => `FROM ${postings} ${consignorOf}
    LEFT JOIN reservations_orders r ON r.id = p.reservation_id LEFT JOIN catalog_events_named e ON e.id = r.event_id`;
const entries = entriesOf('ledger_postings p');
export const fromEntries: Source = {
  from: entries,
  debits: 'greatest(p.amount, 0)',
  credits: 'least(p.amount, 0)',
  amount: 'p.amount',
  entries: '1',
  counted: (of, kinds) =>
    `count(DISTINCT ${of === 'orders' ? 'p.reservation_id' : 'p.transaction_id'}) FILTER (WHERE ${ofKinds(kinds)})::int`,
  day: {
    booked: marketDay(instants.booked),
    reserved: marketDay(instants.reserved),
    paid: marketDay(instants.paid),
    event: eventDay,
    paidOut: payoutDay,
  },
  fromDay: (on, day) =>
    isOwnDay(on) ? `${ownDays[on]} >= ${day}::date` : `${instants[on]} >= stats_day_start(${day}::date)`,
  untilDay: (on, day) =>
    isOwnDay(on) ? `${ownDays[on]} <= ${day}::date` : `${instants[on]} < stats_day_start(${day}::date + 1)`,
};

/** The same with the day `w` on which a booking was paid out. @param days SQL of these days */
const withPayoutDays = (days: string): Source => ({ ...fromEntries, from: `${entries} LEFT JOIN ${days}` });
export const fromPaidEntries = withPayoutDays(
  'payouts_paid_bookings w ON w.transaction_id = p.transaction_id',
);

/** The day of each booking by itself. */
const dayByKey = `LATERAL (SELECT min(l.paid_on) AS paid_on FROM payouts_lines l
    WHERE l.released_at IS NULL AND l.transaction_id = p.transaction_id) w ON true`;

type Order = 'asc' | 'desc';

/**
 * The entries for a page in the order of booking. A first page takes the days in that order too, so that reading ends where the page is full;
 * behind a place each booking's day is looked up.
 */
export function entriesForPage(
  { on, payout }: { on?: ReportDay; payout?: string },
  { order, after }: { order: Order; after?: string },
): Source {
  if (on !== 'paidOut' && !payout) return fromEntries;
  return withPayoutDays(
    after === undefined
      ? `(SELECT l.transaction_id, min(l.paid_on) AS paid_on FROM payouts_lines l WHERE l.released_at IS NULL AND l.paid_on IS NOT NULL
          GROUP BY l.transaction_id ORDER BY l.transaction_id ${order}) w ON w.transaction_id = p.transaction_id`
      : dayByKey,
  );
}

/** The same of bookings that payouts of a period paid, which are found by those. @param from,until SQL of days; null: without an end */
export const entriesPaidWithin = ({
  from,
  until,
  order,
}: {
  from: string;
  until: string;
  order: Order;
}): Source => ({
  ...fromEntries,
  from: `${entriesOf(`(SELECT DISTINCT l.transaction_id FROM payouts_lines l WHERE l.released_at IS NULL
      AND l.paid_on BETWEEN coalesce(${from}::date, '-infinity') AND coalesce(${until}::date, 'infinity')
      ORDER BY l.transaction_id ${order}) b JOIN ledger_postings p ON p.transaction_id = b.transaction_id`)} LEFT JOIN ${dayByKey}`,
});

/** What sources of sums share. @param of SQL of each day; null: it is about no event, or wasn't paid out */
export const summedBy = (of: Omit<Source['day'], 'paidOut'> & Partial<Source['day']>) => {
  const day: Source['day'] = { paidOut: 'NULL::date', ...of };
  return {
    debits: 'p.debits',
    credits: 'p.credits',
    amount: '(p.debits + p.credits)',
    entries: 'p.entries',
    day,
    fromDay: (on: ReportDay, first: string) => `${day[on]} >= ${first}::date`,
    untilDay: (on: ReportDay, last: string) => `${day[on]} <= ${last}::date`,
  };
};
/** The day of booking in sources of sums that know it. */
export const summedDay = 'p.booked';
const summed = summedBy({ booked: summedDay, reserved: 'p.reserved', paid: 'p.paid', event: eventDay });

const countedFirsts: Source['counted'] = (_, kinds) =>
  `coalesce(sum(p.firsts) FILTER (WHERE ${ofKinds(kinds)}), 0)::int`;

/** Sums by day. All consignors are one account. */
export const fromDaySums: Source = {
  ...summed,
  from: 'FROM accounting_by_day p',
  // An order has one booking of such a kind.
  counted: countedFirsts,
};

/** Sums by day and event. All consignors are one account. */
export const fromEventSums: Source = {
  ...summed,
  from: 'FROM accounting_by_event p LEFT JOIN catalog_events_named e ON e.id = p.event_id',
  counted: countedFirsts,
};

/** Sums by day and consignor, of consignors' accounts alone. */
export const fromConsignorSums: Source = {
  ...summed,
  from: `FROM accounting_by_consignor p ${consignorOf}`,
  counted: (_, kinds) => `coalesce(sum(p.transactions) FILTER (WHERE ${ofKinds(kinds)}), 0)::int`,
};

/** Sums by consignor and event, of consignors' accounts alone: they know no day but the event's. */
export const fromConsignorEventSums: Source = {
  ...summedBy({ booked: 'NULL::date', reserved: 'NULL::date', paid: 'NULL::date', event: eventDay }),
  from: `FROM accounting_by_consignor_event p ${consignorOf} LEFT JOIN catalog_events_named e ON e.id = p.event_id`,
  counted: fromConsignorSums.counted,
};

/** SQL: whether a row comes before a period. @param from SQL of its first day; null: from the beginning */
export const beforeDay = ({ fromDay }: Source, on: ReportDay, from: string): string =>
  `${from}::date IS NOT NULL AND NOT coalesce(${fromDay(on, from)}, false)`;
