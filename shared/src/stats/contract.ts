/** Statistics of the staff: what was listed, held and sold, by six dimensions; one currency at a time, never summed together. */
import { z } from 'zod';
import { day, idOf, instant, listOf, listQuery } from '../http/index.ts';
import { currencyCode, minorUnits } from '../money/index.ts';

export const statisticsDimensions = ['event', 'ticketType', 'consignor', 'team', 'venue', 'day'] as const;
export type StatisticsDimension = (typeof statisticsDimensions)[number];

/** Which day decides whether something is in a period: of the reservation, of payment, or of the event at its venue. */
export const statisticsDates = ['sale', 'payment', 'event'] as const;
export type StatisticsDate = (typeof statisticsDates)[number];

const filters = {
  countedBy: z.enum(statisticsDates).default('sale').meta({
    description:
      'Which day is in the period: of the reservation, of payment (both UTC), or of the event at its venue. Refunds count on their own day unless it is the event’s',
  }),
  from: day.optional(),
  until: day.optional().meta({ description: 'Included' }),
  eventId: idOf('event').optional(),
  consignorId: idOf('consignor').optional(),
  teamId: idOf('performer').optional().meta({ description: 'The home team' }),
  venueId: idOf('venue').optional(),
  ticketType: z.string().max(200).optional(),
  league: z.string().max(20).optional().meta({ description: 'Or “own” for our own events' }),
  q: z.string().max(200).optional().meta({ description: 'Words of an event' }),
  currency: currencyCode.default('USD'),
};

export const statisticsFilter = z.object(filters);
export type StatisticsFilter = z.output<typeof statisticsFilter>;

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
export type StatisticsSort = (typeof statisticsSorts)[number];

export const statisticsQuery = listQuery(
  statisticsSorts,
  { by: z.enum(statisticsDimensions).default('event'), ...filters },
  { order: 'desc', perPage: 100 },
);
export type StatisticsQuery = z.output<typeof statisticsQuery>;

/** What is counted of one thing, or of all of them. Amounts in minor units of the query's currency. */
export const statisticsFigures = z.object({
  listed: z
    .int()
    .nullable()
    .meta({ description: 'Tickets on sale now or until their end, and sold; null where days are counted' }),
  held: z.int().nullable().meta({ description: 'In open reservations now' }),
  sold: z.int(),
  sellThrough: z
    .number()
    .nullable()
    .meta({ description: 'Sold and not refunded, of what is listed, 0 to 1', example: 0.93 }),
  reservations: z
    .int()
    .meta({ description: 'Holds that were made, paid or not, on the day of the reservation' }),
  orders: z.int(),
  perOrder: z.number().nullable().meta({ description: 'Tickets of an order on average' }),
  averagePrice: minorUnits.nullable().meta({ description: 'Of a ticket, before the fee' }),
  gross: minorUnits.meta({ description: 'What consignors get and what the marketplace keeps' }),
  consignors: minorUnits,
  commission: minorUnits,
  fees: minorUnits.meta({ description: 'What fans paid on top' }),
  refunds: minorUnits.meta({ description: 'Given back to fans, fees included' }),
  refundedTickets: z.int(),
  daysToSell: z
    .number()
    .nullable()
    .meta({ description: 'From the making of a listing to payment, on average' }),
});
export type StatisticsFigures = z.infer<typeof statisticsFigures>;

export const statisticsRow = statisticsFigures
  .extend({
    id: z.string().meta({
      description: 'An id; of a ticket type its name, of a day the day, of our own events “own”',
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
        description: 'Of an event that has begun: what staff had then, and what was refunded since',
      }),
  })
  .meta({ id: 'StatisticsRow' });
export type StatisticsRow = z.infer<typeof statisticsRow>;

export const statisticsList = listOf(statisticsRow).extend({
  totals: statisticsFigures.meta({ description: 'Over all rows' }),
  currencies: z.array(currencyCode).meta({ description: 'Of the catalogue’s events' }),
  asOf: instant,
  compared: z
    .object({ at: instant, differences: z.int() })
    .nullable()
    .meta({ description: 'The last nightly comparison with a recount' }),
});
export type StatisticsList = z.infer<typeof statisticsList>;

const top = z.object({ id: idOf('event'), name: z.string(), date: day, value: z.int() });
export const statisticsTops = z.object({
  popular: z.array(top).meta({ description: 'By reservations' }),
  profitable: z.array(top).meta({ description: 'By commission and fees, minor units' }),
  bestSelling: z.array(top).meta({ description: 'By tickets' }),
});
export type StatisticsTops = z.infer<typeof statisticsTops>;

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
export type StatisticsSeries = z.infer<typeof statisticsSeries>;

export const statisticsSplitQuery = statisticsFilter.extend({
  of: z.enum(['section', 'ticketType']).default('section'),
});
export const statisticsSplit = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      sold: z.int(),
      soldSinceYesterday: z.int().meta({ description: 'Reserved yesterday or today, UTC; a part of sold' }),
    }),
  ),
});
export type StatisticsSplit = z.infer<typeof statisticsSplit>;

export const soldTicketsQuery = listQuery(['paidAt'], filters, { order: 'desc', perPage: 50 });
export type SoldTicketsQuery = z.output<typeof soldTicketsQuery>;
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
export type SoldTicket = z.infer<typeof soldTicket>;
export const soldTickets = listOf(soldTicket);
