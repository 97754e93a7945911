/**
 * Finance's reports over the books: each figure is a sum of entries, by day, month, event, team, league or consignor. What a
 * column counts is written once, here: the report, its file and the entries that a figure opens read the same definition.
 */
import { z } from 'zod';
import { day, listOf, listQuery } from '../http/index.ts';
import { minorUnits } from '../money/index.ts';
import type { AccountId, PostingKind } from './chart.ts';

/** A column: the entries of some accounts and kinds. */
export interface ReportColumn {
  name: string;
  /** Whose entries it adds up. */
  accounts: readonly AccountId[];
  /** Of these kinds; left out, of all kinds of its report. */
  kinds?: readonly PostingKind[];
  /** Credits are above zero: what was earned, or is owed. */
  credit?: true;
}

/** A report. */
export interface ReportDefinition {
  name: string;
  /** What it shows, for people. */
  says: string;
  /** Null: all kinds. */
  kinds: readonly PostingKind[] | null;
  /** What is counted beside the sums. */
  counts: { name: string; of: 'orders' | 'bookings'; kinds: readonly PostingKind[] };
  /** Whether it can be read by consignor: where all of its columns are consignors' accounts. */
  byConsignor?: true;
  /** The first one is what rows are ordered by. */
  columns: Readonly<Record<string, ReportColumn>>;
}

const refundKinds = ['refund', 'refundReturned', 'refundNamed'] as const;
const disputeKinds = ['dispute', 'disputeWon'] as const;

/** The reports in their order. */
export const reports = {
  revenue: {
    name: 'Marketplace revenue',
    says: 'Commission and service fees, less refunds, what Stripe keeps, better seats and corrections.',
    kinds: null,
    counts: { name: 'Orders', of: 'orders', kinds: ['sale'] },
    columns: {
      net: {
        name: 'Revenue',
        accounts: ['commission', 'fees', 'stripeFees', 'replacements', 'adjustments'],
        credit: true,
      },
      commission: { name: 'Commission', accounts: ['commission'], credit: true },
      fees: { name: 'Service fees', accounts: ['fees'], credit: true },
      stripeFees: { name: 'Stripe’s fees', accounts: ['stripeFees'], credit: true },
      replacements: { name: 'Better seats', accounts: ['replacements'], credit: true },
      adjustments: { name: 'Corrections', accounts: ['adjustments'], credit: true },
    },
  },
  sales: {
    name: 'Sales',
    says: 'What fans paid for orders and whose it is, before refunds.',
    kinds: ['sale', 'replacement'],
    counts: { name: 'Orders', of: 'orders', kinds: ['sale'] },
    columns: {
      fans: { name: 'Fans paid', accounts: ['stripe'] },
      consignors: { name: 'Consignors', accounts: ['consignors'], credit: true },
      commission: { name: 'Commission', accounts: ['commission'], credit: true },
      fees: { name: 'Service fees', accounts: ['fees'], credit: true },
      replacements: { name: 'Better seats', accounts: ['replacements'], credit: true },
    },
  },
  refunds: {
    name: 'Refunds',
    says: 'What went back to fans, less what their banks returned, and who bore it.',
    kinds: refundKinds,
    counts: { name: 'Refunds', of: 'bookings', kinds: ['refund'] },
    columns: {
      fans: { name: 'To fans', accounts: ['stripe', 'elsewhere'], credit: true },
      consignors: { name: 'Consignors', accounts: ['consignors'] },
      commission: { name: 'Commission', accounts: ['commission'] },
      fees: { name: 'Service fees', accounts: ['fees'] },
      replacements: { name: 'Better seats', accounts: ['replacements'] },
      unclaimed: { name: 'Owed to fans', accounts: ['unclaimed'] },
    },
  },
  disputes: {
    name: 'Disputes',
    says: 'What fans’ banks took, and gave back. What is lost for good stays on “Disputed by fans’ banks”.',
    kinds: disputeKinds,
    counts: { name: 'Disputes', of: 'bookings', kinds: ['dispute'] },
    columns: {
      open: { name: 'Taken, not given back', accounts: ['stripe'], credit: true },
      taken: { name: 'Taken', accounts: ['stripe'], kinds: ['dispute'], credit: true },
      won: { name: 'Given back', accounts: ['stripe'], kinds: ['disputeWon'] },
    },
  },
  stripeFees: {
    name: 'Stripe’s fees',
    says: 'What Stripe keeps of charges and for disputes. A refund gives none of it back.',
    kinds: ['stripeFee', 'sale', 'lateCapture'],
    counts: { name: 'Fees', of: 'bookings', kinds: ['stripeFee'] },
    columns: {
      fees: { name: 'Stripe’s fees', accounts: ['stripeFees'] },
      charged: { name: 'Charged', accounts: ['stripe'], kinds: ['sale', 'lateCapture'] },
    },
  },
  taxes: {
    name: 'Tax collected',
    says: 'Taxes within what fans paid, less those of refunds and what was paid to their places; by place under Taxes and in the trial balance.',
    kinds: ['tax', 'taxRefund', 'taxPaid'],
    counts: { name: 'Orders', of: 'orders', kinds: ['tax'] },
    columns: {
      net: { name: 'Owed', accounts: ['taxes'], credit: true },
      collected: { name: 'Of sales', accounts: ['taxes'], kinds: ['tax'], credit: true },
      refunded: { name: 'Of refunds', accounts: ['taxes'], kinds: ['taxRefund'], credit: true },
      paid: { name: 'Paid to places', accounts: ['taxes'], kinds: ['taxPaid'], credit: true },
    },
  },
  payouts: {
    name: 'Payouts',
    says: 'What left for consignors, and what came back. Each payout with its lines is a file of its own under Payouts.',
    kinds: ['payout', 'payoutReturned'],
    counts: { name: 'Payouts', of: 'bookings', kinds: ['payout'] },
    byConsignor: true,
    columns: {
      net: { name: 'Paid and kept', accounts: ['consignors'] },
      paid: { name: 'Paid', accounts: ['consignors'], kinds: ['payout'] },
      returned: { name: 'Came back', accounts: ['consignors'], kinds: ['payoutReturned'] },
    },
  },
  earned: {
    name: 'Consignors’ proceeds',
    says: 'What consignors earned by sales, less refunds, with corrections. Payouts aren’t in it.',
    kinds: [...refundKinds, ...disputeKinds, 'sale', 'replacement', 'adjustment'],
    counts: { name: 'Orders', of: 'orders', kinds: ['sale'] },
    byConsignor: true,
    columns: {
      net: { name: 'Proceeds', accounts: ['consignors'], credit: true },
      sales: { name: 'Sales', accounts: ['consignors'], kinds: ['sale', 'replacement'], credit: true },
      refunds: { name: 'Refunds', accounts: ['consignors'], kinds: refundKinds, credit: true },
      losses: { name: 'Disputes', accounts: ['consignors'], kinds: disputeKinds, credit: true },
      adjustments: { name: 'Corrections', accounts: ['consignors'], kinds: ['adjustment'], credit: true },
    },
  },
} as const satisfies Record<string, ReportDefinition>;

/** A report's id. */
export type ReportId = keyof typeof reports;
/** The reports in their order. */
export const reportIds = Object.keys(reports) as [ReportId, ...ReportId[]];
/** A report's definition, its columns by their ids. */
export const reportOf = (id: ReportId): ReportDefinition => reports[id];

/** What rows of a report can be, and what they are called. */
export const reportGroups = {
  month: 'Month',
  day: 'Day',
  event: 'Event',
  team: 'Team',
  league: 'League',
  consignor: 'Consignor',
} as const;
/** What rows of a report are. */
export type ReportGroup = keyof typeof reportGroups;
/** The groups of a report. */
export const groupsOf = (id: ReportId): ReportGroup[] =>
  (Object.keys(reportGroups) as ReportGroup[]).filter(
    (group) => group !== 'consignor' || reportOf(id).byConsignor,
  );

/** The day by which entries are put into a period. */
export const reportDays = {
  booked: 'By the day of booking',
  reserved: 'By the day of the order',
  paid: 'By the day of payment',
  event: 'By the day of the event',
  paidOut: 'By the day of payout',
} as const;
/** The day by which entries are put into a period. */
export type ReportDay = keyof typeof reportDays;

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]];
const text = z.string().max(200).optional();

/** Which entries a report counts; all that are given must hold. */
export const reportFilter = {
  from: day.optional().meta({ description: 'The first day' }),
  until: day.optional().meta({ description: 'The last day' }),
  on: z.enum(keysOf(reportDays)).optional().meta({
    description:
      'Whose day it is: of booking (unless given), of the order, of its payment, by the marketplace’s clocks, where it is about no order that of booking; of the event, at its venue; of payout: the business day on which the payout was paid that holds the booking, such as a sale or a refund',
  }),
  event: text.meta({ description: 'Of this event' }),
  team: text.meta({ description: 'Of home games of this team' }),
  league: text.meta({ description: 'Of this league' }),
  consignor: text.meta({ description: 'Of the account of this consignor' }),
  payout: z
    .enum(['none'])
    .optional()
    .meta({ description: 'Of bookings that no payout paid: not yet, or there is nothing to pay out' }),
};

/** The query of a report. */
export const reportQuery = listQuery(
  ['group', 'figure'],
  {
    report: z.enum(reportIds).default('revenue'),
    by: z.enum(keysOf(reportGroups)).default('month'),
    ...reportFilter,
  },
  { order: 'desc', perPage: 100 },
);
/** The query of a report's files. */
export const reportFileQuery = reportQuery.omit({ page: true, perPage: true });
/** The query of a report. */
export type ReportQuery = z.output<typeof reportFileQuery>;

const figures = z.record(z.string(), minorUnits).meta({ description: 'By column' });
/** What the row of entries is called that no payout paid. */
export const notPaidOut = 'Not paid out';

/** One row of a report: a month, an event, a consignor. */
export const reportRow = z
  .object({
    id: z.string().meta({ description: 'The day, the month or the id; `none`: entries that have none' }),
    name: z.string(),
    detail: z.string().nullable().meta({ description: 'What tells two of the same name apart' }),
    count: z.int(),
    figures,
  })
  .meta({ id: 'ReportRow' });
/** One row of a report. */
export type ReportRow = z.infer<typeof reportRow>;
/** A page of a report, with the sums of all its rows. */
export const reportAnswer = listOf(reportRow).extend({
  currency: z.string(),
  totals: z.object({ count: z.int(), figures }),
});
/** A page of a report. */
export type Report = z.infer<typeof reportAnswer>;
