/**
 * Statistics for staff: tickets listed, held and sold, by six dimensions. One query counts one currency;
 * currencies are never added up.
 */
import { z } from 'zod';
import { afterPlace, day, idOf, instant, listOf, listQuery, listWithNext } from '../http/index.ts';
import { currencyCode, marketplaceCurrency, minorUnits } from '../money/index.ts';

/** What the rows are grouped by. */
export const statisticsDimensions = ['event', 'ticketType', 'consignor', 'team', 'venue', 'day'] as const;
/** What the rows are grouped by. */
export type StatisticsDimension = (typeof statisticsDimensions)[number];

/** Which day places a sale in a period: of the reservation, of the payment, or of the event at its venue. */
export const statisticsDates = ['sale', 'payment', 'event'] as const;
/** Which day places a sale in a period. */
export type StatisticsDate = (typeof statisticsDates)[number];

const filters = {
  countedBy: z.enum(statisticsDates).default('sale').meta({
    description:
      'Which day is in the period: of the reservation, of payment (both by the marketplace’s clocks), or of the event at its venue. Refunds count on their own day unless it is the event’s',
  }),
  from: day.optional(),
  until: day.optional().meta({ description: 'Included' }),
  eventId: idOf('event').optional(),
  consignorId: idOf('consignor').optional(),
  teamId: idOf('performer').optional().meta({ description: 'The home team' }),
  venueId: idOf('venue').optional(),
  ticketType: z.string().max(200).optional(),
  league: z.string().max(20).optional().meta({ description: 'A league, or “own” for our own events' }),
  q: z.string().max(200).optional().meta({ description: 'Text in the event’s name' }),
  currency: currencyCode.default(() => marketplaceCurrency),
};

/** The filters of the statistics, validated. */
export const statisticsFilter = z.object(filters);
/** The validated filters of the statistics. */
export type StatisticsFilter = z.output<typeof statisticsFilter>;

/** The columns that can be sorted by. */
export const statisticsSorts = [
  'sold',
  'name',
  'date',
  'listed',
  'held',
  'sellThrough',
  'reservations',
  'orders',
  'perOrder',
  'averagePrice',
  'gross',
  'consignors',
  'commission',
  'fees',
  'refunds',
  'daysToSell',
] as const;
/** A column that can be sorted by. */
export type StatisticsSort = (typeof statisticsSorts)[number];

/** The query of the statistics table. */
export const statisticsQuery = listQuery(
  statisticsSorts,
  { by: z.enum(statisticsDimensions).default('event'), ...filters },
  { order: 'desc', perPage: 100 },
);
/** The validated query of the statistics table. */
export type StatisticsQuery = z.output<typeof statisticsQuery>;

/** The counters of one row, or of all rows. Amounts in minor units of the query's currency. */
export const statisticsFigures = z.object({
  listed: z
    .int()
    .nullable()
    .meta({ description: 'Tickets sold, and on sale now or until the event; null when grouped by day' }),
  held: z.int().nullable().meta({ description: 'Tickets in open reservations now' }),
  sold: z.int(),
  sellThrough: z
    .number()
    .nullable()
    .meta({ description: 'Tickets sold and not refunded, divided by listed; 0 to 1', example: 0.93 }),
  reservations: z.int().meta({ description: 'Holds, paid or not, on the day of the reservation' }),
  orders: z.int(),
  perOrder: z.number().nullable().meta({ description: 'Average tickets per order' }),
  averagePrice: minorUnits.nullable().meta({ description: 'Average price of a ticket, before the fee' }),
  gross: minorUnits.meta({ description: 'Proceeds and commission' }),
  consignors: minorUnits,
  commission: minorUnits,
  fees: minorUnits.meta({ description: 'What fans paid on top' }),
  refunds: minorUnits.meta({ description: 'Refunded to fans, fees included' }),
  refundedTickets: z.int(),
  daysToSell: z
    .number()
    .nullable()
    .meta({ description: 'Average days from a listing’s creation to payment' }),
});
/** The counters of one row, or of all rows. */
export type StatisticsFigures = z.infer<typeof statisticsFigures>;

/** One row of the statistics. */
export const statisticsRow = statisticsFigures
  .extend({
    id: z.string().meta({
      description: 'An id; for a ticket type its name, for a day the date, for our own events “own”',
    }),
    name: z.string(),
    date: day.nullable().meta({ description: 'Of an event, at its venue' }),
    atStart: z
      .object({
        at: instant,
        listed: z.int(),
        held: z.int(),
        sold: z.int(),
        gross: minorUnits,
        refundsSince: minorUnits,
      })
      .nullable()
      .meta({
        description: 'Of an event that has begun: the figures at its start, and refunds since',
      }),
  })
  .meta({ id: 'StatisticsRow' });
/** One row of the statistics. */
export type StatisticsRow = z.infer<typeof statisticsRow>;

/** One page of the statistics with totals over all rows. */
export const statisticsList = listOf(statisticsRow).extend({
  totals: statisticsFigures.meta({ description: 'Over all rows' }),
  currencies: z.array(currencyCode).meta({ description: 'Currencies of the catalog’s events' }),
  asOf: instant,
  compared: z
    .object({ at: instant, differences: z.int() })
    .nullable()
    .meta({ description: 'The last nightly comparison with a recount' }),
});
/** One page of the statistics. */
export type StatisticsList = z.infer<typeof statisticsList>;

const top = z.object({ id: idOf('event'), name: z.string(), date: day, value: z.int() });
/** The best events by three measures. */
export const statisticsTops = z.object({
  popular: z.array(top).meta({ description: 'By orders: holds that were let go count for nothing' }),
  profitable: z.array(top).meta({ description: 'By commission and fees, minor units' }),
  bestSelling: z.array(top).meta({ description: 'By tickets' }),
});
/** The best events by three measures. */
export type StatisticsTops = z.infer<typeof statisticsTops>;

/** Sales by day, minor units. */
export const statisticsSeries = z.object({
  data: z.array(
    z.object({
      day,
      sold: z.int(),
      orders: z.int(),
      gross: minorUnits,
      commission: minorUnits,
      refunds: minorUnits,
    }),
  ),
});
/** Sales by day. */
export type StatisticsSeries = z.infer<typeof statisticsSeries>;

/** The query of the split of sales by section or ticket type. */
export const statisticsSplitQuery = statisticsFilter.extend({
  of: z.enum(['section', 'ticketType']).default('section'),
});
/** Tickets sold by section or ticket type. */
export const statisticsSplit = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      sold: z.int(),
      soldSinceYesterday: z.int().meta({ description: 'Reserved yesterday or today; included in sold' }),
    }),
  ),
});
/** Tickets sold by section or ticket type. */
export type StatisticsSplit = z.infer<typeof statisticsSplit>;

/** The query of the sold tickets behind a figure. */
export const soldTicketsQuery = listQuery(
  ['paidAt'],
  { ...filters, ...afterPlace },
  { order: 'desc', perPage: 50 },
);
/** The validated query of the sold tickets. */
export type SoldTicketsQuery = z.output<typeof soldTicketsQuery>;
/** One sold ticket, amounts in minor units. */
export const soldTicket = z
  .object({
    id: z.string(),
    reservationId: idOf('reservation'),
    code: z.string(),
    eventName: z.string(),
    ticketType: z.string(),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seat: z.int().nullable(),
    price: minorUnits,
    consignor: minorUnits,
    commission: minorUnits,
    paidAt: instant,
    isRefunded: z.boolean(),
  })
  .meta({ id: 'SoldTicket' });
/** One sold ticket. */
export type SoldTicket = z.infer<typeof soldTicket>;
/** One page of sold tickets. */
export const soldTickets = listWithNext(soldTicket);
