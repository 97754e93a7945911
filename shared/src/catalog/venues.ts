/** Venues as staff keep them. */
import { z } from 'zod';
import { idOf, instant, listOf, listQuery } from '../http/index.ts';
import { catalogState, venue } from './contract.ts';

/** Text that may be left out; blank text is null. */
export const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest, `At most ${longest} characters.`)
    .nullish()
    .transform((text) => text || null);

/** Other names by which search, feeds and files find a venue, a team or an artist. */
export const aliases = z
  .array(z.string().trim().min(2, 'At least two characters.').max(80))
  .max(20, 'At most 20 other names.')
  .default([]);

/** The same thing in another system. */
export const outsideId = z.object({
  system: z.string().trim().min(1, 'Name the system, such as skybox.').max(40),
  id: z.string().trim().min(1, 'Give its id there.').max(100),
});

const outsideIds = z
  .array(outsideId)
  .max(20, 'At most 20 outside ids.')
  .default([])
  .refine((ids) => new Set(ids.map(({ system }) => system.toLowerCase())).size === ids.length, {
    error: 'Each system has one id. Remove the second one.',
  });

export { outsideIds };

/** Sections of one level, such as the lower bowl. */
export const venueLevel = z.object({
  name: z.string().trim().min(1, 'Name the level.').max(40),
  sections: z.array(z.string().trim().min(1).max(20)).min(1, 'Name at least one section.').max(200),
});
const levels = z
  .array(venueLevel)
  .max(20, 'At most 20 levels.')
  .default([])
  .refine(
    (all) => {
      const names = all.flatMap(({ sections }) => sections.map((name) => name.toLowerCase()));
      return new Set(names).size === names.length;
    },
    { error: 'A section is named twice. Each section lies on one level.' },
  );

const degrees = (most: number, error: string) =>
  z
    .number({ error })
    .min(-most, error)
    .max(most, error)
    .nullish()
    .transform((value) => value ?? null);

/** What staff give of a venue. `levels` stand in order, from the field up. */
export const venueInput = z
  .object({
    name: z.string().trim().min(2, 'Name the venue.').max(100),
    address: optionalText(200),
    city: z.string().trim().min(1, 'Give the city.').max(80),
    region: optionalText(80),
    country: z
      .string({ error: 'Choose the country.' })
      .regex(/^[A-Z]{2}$/, 'Choose the country.')
      .meta({ description: 'ISO 3166-1 alpha-2', example: 'US' }),
    timeZone: z
      .string({ error: 'Choose the time zone.' })
      .min(1, 'Choose the time zone.')
      .max(60)
      .meta({ description: 'IANA zone of the country', example: 'America/New_York' }),
    latitude: degrees(90, 'Give degrees from −90 to 90.'),
    longitude: degrees(180, 'Give degrees from −180 to 180.'),
    capacity: z
      .int('Give a whole number.')
      .min(1)
      .max(1_000_000)
      .nullish()
      .transform((value) => value ?? null),
    levels,
    aliases: aliases.meta({
      description: 'With a city where another one is meant: MetLife Stadium, New York',
    }),
    outsideIds,
  })
  .refine(({ latitude, longitude }) => (latitude === null) === (longitude === null), {
    path: ['longitude'],
    error: 'Give both degrees of the position, or none.',
  });
/** A venue as a client sends it. */
export type VenueInput = z.input<typeof venueInput>;

/** A venue with everything that staff keep of it. */
export const adminVenue = venue
  .extend({
    address: z.string().nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
    capacity: z.int().nullable(),
    levels: z.array(venueLevel),
    aliases: z
      .array(z.string())
      .meta({ description: 'Other names by which search, feeds and files find it' }),
    outsideIds: z.array(outsideId),
    upcomingEvents: z.int(),
    retiredAt: instant.nullable(),
    mergedInto: z.object({ id: idOf('venue'), name: z.string() }).nullable(),
  })
  .meta({ id: 'AdminVenue' });
/** A venue with everything that staff keep of it. */
export type AdminVenue = z.infer<typeof adminVenue>;

/** The query of the venue list. */
export const venueQuery = listQuery(
  ['name', 'city'],
  { q: z.string().max(100).optional(), state: catalogState },
  { perPage: 100 },
);
/** One page of venues. */
export const venueList = listOf(venue.extend({ upcomingEvents: z.int(), retiredAt: instant.nullable() }));
/** A venue in a list. */
export type VenueRow = z.infer<typeof venueList>['data'][number];

/** Countries that have time zones, by name. */
export const countryList = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string(), timeZones: z.array(z.string()) })),
  total: z.int(),
});
/** A country with its time zones. */
export type Country = z.infer<typeof countryList>['data'][number];

/** A position on the map, degrees, and the zone that somebody chose for it. */
export const zoneQuery = z.object({
  latitude: z.coerce.number().min(-90).max(90),
  longitude: z.coerce.number().min(-180).max(180),
  timeZone: z
    .string()
    .max(60)
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'Give an IANA time zone.')
    .optional(),
});
/** The zone there. The map is coarse at borders, so it is a proposal. */
export const zoneAtPosition = z
  .object({
    timeZone: z.string(),
    agrees: z.boolean().meta({ description: 'Whether the clocks of the given zone show the same' }),
  })
  .meta({ id: 'ZoneAtPosition' });
/** The zone at a position. */
export type ZoneAtPosition = z.infer<typeof zoneAtPosition>;

/** Retires an entry of the catalogue, or takes that back. */
export const retirement = z.object({ retired: z.boolean() });
/** The entry that stays when two are one. */
export const mergeInto = z.object({
  intoId: z.string({ error: 'Choose the one that stays.' }).min(1, 'Choose the one that stays.').max(40),
});
/** What a merge moves, or why it can't be done. */
export const mergePreview = z
  .object({
    moves: z.array(z.object({ what: z.string(), count: z.int() })),
    refused: z.string().nullable(),
  })
  .meta({ id: 'MergePreview' });
/** What a merge moves, or why it can't be done. */
export type MergePreview = z.infer<typeof mergePreview>;
