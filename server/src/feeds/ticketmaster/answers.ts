/**
 * What Ticketmaster's Discovery API answers, as far as it is read here. Real answers lack prices, zones and parts of
 * venues and places that the schema doesn't mark as optional. Source: Discovery API v2, Swagger of 2018.
 */
import { z } from 'zod';

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);
const flag = z.boolean().nullish();

export const searchAnswer = z.object({
  _embedded: z.object({ events: z.array(z.unknown()) }).optional(),
  page: z.object({ size: z.int(), totalElements: z.int(), totalPages: z.int(), number: z.int() }),
});

const venue = z.object({
  name: text,
  timezone: text,
  city: z.object({ name: text }).nullish(),
  state: z.object({ stateCode: text }).nullish(),
  country: z.object({ countryCode: text }).nullish(),
});

export const discoveryEvent = z.object({
  id: z.string().min(1).max(100),
  name: z.string().trim().min(1).max(300),
  dates: z.object({
    start: z
      .object({
        localDate: text,
        localTime: text,
        dateTime: text,
        dateTBD: flag,
        dateTBA: flag,
        timeTBA: flag,
        noSpecificTime: flag,
      })
      .nullish(),
    timezone: text,
    status: z.object({ code: text }).nullish(),
  }),
  classifications: z
    .array(
      z.object({
        segment: z.object({ name: text }).nullish(),
        subGenre: z.object({ name: text }).nullish(),
      }),
    )
    .nullish(),
  _embedded: z
    .object({
      venues: z.array(venue).nullish(),
      attractions: z.array(z.object({ name: text })).nullish(),
    })
    .nullish(),
});
export type DiscoveryEvent = z.output<typeof discoveryEvent>;
