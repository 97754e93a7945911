import { z } from 'zod';
import { catalogEvent } from '../catalog/contract.ts';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';

export const splitRules = ['any', 'pairs', 'neverLeaveOne', 'allOrNothing'] as const;
export const splitRule = z
  .enum(splitRules)
  .meta({ id: 'SplitRule', description: 'Which quantities of a seated listing may be sold' });

export const listingStates = [
  'draft',
  'submitted',
  'live',
  'paused',
  'ended',
  'withdrawn',
  'rejected',
] as const;
export const listingState = z.enum(listingStates).meta({ id: 'ListingState' });

/** A listing as a fan sees it: all-in prices, and only the quantities that can be held. */
export const publicListing = z
  .object({
    id: idOf('listing'),
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable().meta({ description: 'General admission: VIP, Silver…' }),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()).meta({
      description: 'The seats that the asked quantity would get; all free seats when none was asked',
    }),
    available: z.int(),
    quantities: z.array(z.int()).meta({ description: 'What the split rule and the limit allow now' }),
    price: money.meta({ description: 'All-in, each: what the fan pays for one ticket' }),
    priceParts: z
      .object({ price: money, fee: money, feeBps: z.int() })
      .meta({ description: 'How the all-in price comes about, each' }),
    faceValue: money.nullable(),
    delivery: z.string().meta({ description: 'In words', example: 'Tickets ready now' }),
    drawback: z.string().nullable(),
  })
  .meta({ id: 'PublicListing' });
export type PublicListing = z.infer<typeof publicListing>;

export const publicListingQuery = z.object({ quantity: z.coerce.number().int().min(1).max(100).optional() });
export const publicListings = z.object({ data: z.array(publicListing), total: z.int(), asOf: instant });
export type PublicListings = z.infer<typeof publicListings>;

export const consignor = z
  .object({
    id: idOf('consignor'),
    name: z.string(),
    email: z.string(),
    plan: z.string(),
    isHouse: z.boolean(),
    houseBps: z.int().meta({ description: 'Percentages in force now, basis points' }),
    feeBps: z.int(),
    counts: z.object({ submitted: z.int(), live: z.int(), sold: z.int() }),
    createdAt: instant,
  })
  .meta({ id: 'Consignor' });
export type Consignor = z.infer<typeof consignor>;
export const consignorQuery = listQuery(['name', 'createdAt'], { q: z.string().trim().max(100).optional() });
export const consignorList = listOf(consignor);
export const newConsignor = z.object({
  name: z.string().trim().min(2, 'Give the name.').max(120),
  email: z.email('Give a mail address, such as ann@example.com.').max(200),
  plan: z.string().trim().max(60).default('Standard'),
});
export type NewConsignor = z.input<typeof newConsignor>;

/** A listing as staff see it, with the sum at the percentages in force. */
export const listing = z
  .object({
    id: idOf('listing'),
    event: catalogEvent,
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    kind: z.enum(['seated', 'generalAdmission']),
    ticketType: z.string().nullable(),
    section: z.string().nullable(),
    row: z.string().nullable(),
    seats: z.array(z.int()),
    splitRule,
    quantity: z.int(),
    available: z.int(),
    held: z.int(),
    sold: z.int(),
    withdrawn: z.int(),
    price: money.meta({ description: 'Each, before the fee' }),
    sum: z
      .object({
        consignor: minorUnits,
        house: minorUnits,
        price: minorUnits,
        fee: minorUnits,
        allIn: minorUnits,
      })
      .meta({ description: 'One ticket at the percentages in force, minor units' }),
    houseBps: z.int(),
    feeBps: z.int(),
    faceValue: money.nullable(),
    delivery: z.string(),
    drawback: z.string().nullable(),
    state: listingState,
    stateReason: z.string().nullable().meta({ description: 'Why it was rejected, paused or withdrawn' }),
    accepts: z.array(z.string()).meta({ description: 'Messages that its state accepts' }),
    version: z.int(),
    source: z.string().meta({ description: 'Where it came from', example: 'Season package' }),
    submittedAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'Listing' });
export type Listing = z.infer<typeof listing>;

export const listingQuery = listQuery(['submittedAt', 'startsAt', 'price', 'consignor', 'event', 'section'], {
  q: z.string().trim().max(100).optional(),
  state: z.string().optional().meta({ description: 'One state, or several by comma' }),
  eventId: idOf('event').optional(),
  consignorId: idOf('consignor').optional(),
  importId: idOf('import').optional(),
  league: z.string().max(20).optional(),
});
export const listingList = listOf(listing).extend({
  totals: z
    .object({
      tickets: z.int(),
      consignor: minorUnits,
      house: minorUnits,
      price: minorUnits,
      allIn: minorUnits,
    })
    .meta({ description: 'Over the whole view, if all its tickets sell; minor units' }),
  counts: z
    .record(z.string(), z.int())
    .meta({ description: 'Listings by state, with the other filters kept' }),
});
export type ListingList = z.infer<typeof listingList>;

const reason = z.string().trim().min(3, 'Say why, in a few words.').max(500);
const ids = z
  .array(idOf('listing'))
  .min(1, 'Choose at least one listing.')
  .max(1000, 'At most 1,000 at once.');

/** What staff may do to listings, singly or in bulk. `versions` guards against what somebody else changed meanwhile. */
export const listingAction = z
  .discriminatedUnion('action', [
    z.object({ action: z.literal('approve'), ids }),
    z.object({ action: z.literal('reject'), ids, reason }),
    z.object({ action: z.literal('resubmit'), ids }),
    z.object({ action: z.literal('pause'), ids, reason }),
    z.object({ action: z.literal('resume'), ids }),
    z.object({ action: z.literal('withdraw'), ids, reason }),
    z.object({
      action: z.literal('price'),
      ids,
      change: z.discriminatedUnion('by', [
        z.object({
          by: z.literal('set'),
          amount: z.int().min(100, 'At least 1.00.').max(10_000_000, 'At most 100,000.00.'),
        }),
        z.object({ by: z.literal('amount'), amount: z.int().min(-10_000_000).max(10_000_000) }),
        z.object({ by: z.literal('percent'), bps: z.int().min(-9_000).max(20_000) }),
      ]),
      reason: reason.optional(),
    }),
  ])
  .and(z.object({ versions: z.record(z.string(), z.int()).optional(), preview: z.boolean().default(false) }));
export type ListingAction = z.input<typeof listingAction>;

/** What an action did, or with `preview` would do, to each listing. Nothing is half done: a refused row changed nothing. */
export const listingActionResult = z
  .object({
    preview: z.boolean(),
    done: z.int(),
    refused: z.int(),
    tickets: z.int(),
    before: z.object({ consignor: minorUnits, house: minorUnits, price: minorUnits, allIn: minorUnits }),
    after: z.object({ consignor: minorUnits, house: minorUnits, price: minorUnits, allIn: minorUnits }),
    rows: z.array(
      z.object({
        id: idOf('listing'),
        label: z.string().meta({ example: 'Chiefs at Cowboys 234 / 5 / 16–17' }),
        ok: z.boolean(),
        code: z.string().nullable(),
        message: z.string().nullable().meta({ description: 'Why it was left out' }),
        state: listingState,
        version: z.int(),
      }),
    ),
  })
  .meta({ id: 'ListingActionResult' });
export type ListingActionResult = z.infer<typeof listingActionResult>;

export const priceChange = z.object({
  amount: money,
  at: instant,
  by: z.string(),
  reason: z.string().nullable(),
});

/** A consignor's seats for a season, and the games that are consigned from it in one go. */
export const newPackage = z.object({
  consignorId: idOf('consignor'),
  seasonId: idOf('season'),
  section: z.string().trim().min(1, 'Give the section.').max(20),
  row: z.string().trim().min(1, 'Give the row.').max(10),
  lowSeat: z.int().min(1, 'Seats are positive whole numbers.').max(9999),
  highSeat: z.int().min(1, 'Seats are positive whole numbers.').max(9999),
  priceAmount: z
    .int()
    .min(100, 'At least 1.00.')
    .max(10_000_000, 'At most 100,000.00.')
    .meta({ description: 'Each, minor units, before the fee' }),
  faceValueAmount: z.int().min(0).max(10_000_000).nullable().default(null),
  splitRule: splitRule.default('neverLeaveOne'),
  delivery: z.string().trim().max(120).default('Tickets ready now'),
  drawback: z.string().trim().max(200).nullable().default(null),
  eventIds: z.array(idOf('event')).min(1, 'Choose at least one game.').max(200),
});
export type NewPackage = z.input<typeof newPackage>;
export const seasonPackage = z
  .object({
    id: idOf('package'),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    season: z.object({ id: idOf('season'), name: z.string() }),
    section: z.string(),
    row: z.string(),
    lowSeat: z.int(),
    highSeat: z.int(),
    listings: z.int(),
    counts: z.object({ submitted: z.int(), live: z.int(), sold: z.int() }),
    createdAt: instant,
  })
  .meta({ id: 'SeasonPackage' });
export type SeasonPackage = z.infer<typeof seasonPackage>;
export const packageQuery = listQuery(
  ['createdAt', 'section'],
  { consignorId: idOf('consignor').optional() },
  { order: 'desc' },
);
export const packageList = listOf(seasonPackage);

export const importStates = ['uploaded', 'checked', 'applying', 'done', 'failed'] as const;
export const importFile = z
  .object({
    id: idOf('import'),
    fileName: z.string(),
    format: z.string(),
    consignor: z.object({ id: idOf('consignor'), name: z.string() }),
    state: z.enum(importStates),
    accepts: z.array(z.string()),
    counts: z.object({
      rows: z.int(),
      create: z.int(),
      change: z.int(),
      unchanged: z.int(),
      refuse: z.int(),
      applied: z.int(),
    }),
    version: z.int(),
    createdBy: z.string(),
    createdAt: instant,
  })
  .meta({ id: 'Import' });
export type ImportFile = z.infer<typeof importFile>;
export const importQuery = listQuery(['createdAt'], {}, { order: 'desc' });
export const importList = listOf(importFile);
export const newImport = z.object({
  consignorId: idOf('consignor'),
  fileName: z.string().trim().min(1).max(200),
  content: z
    .string()
    .min(1, 'The file is empty.')
    .max(8_000_000, 'At most 8 MB.')
    .meta({ description: 'The file as text (CSV)' }),
});
export const importRowActions = ['create', 'change', 'unchanged', 'refuse'] as const;
export const importRow = z
  .object({
    line: z.int().meta({ description: 'Line in the file; the header is 1' }),
    action: z.enum(importRowActions),
    label: z.string(),
    problems: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
    changes: z.array(z.object({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
    listingId: z.string().nullable(),
    record: z.record(z.string(), z.string()).meta({ description: 'The row as it stood in the file' }),
  })
  .meta({ id: 'ImportRow' });
export type ImportRow = z.infer<typeof importRow>;
export const importRowQuery = listQuery(
  ['line'],
  { action: z.enum(importRowActions).optional() },
  { perPage: 100 },
);
export const importRowList = listOf(importRow);
