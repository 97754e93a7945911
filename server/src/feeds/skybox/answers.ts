/** What SkyBox answers, as far as it is read here. Source: SkyBox OpenAPI 1.0.0, models Event, Venue, Inventory. */
import { z } from 'zod';

/** The generated client says a bare list, public callers read `rows`: both are taken. */
export const rowsAnswer = z
  .union([z.object({ rows: z.array(z.unknown()), rowCount: z.int().nullish() }), z.array(z.unknown())])
  .transform((answer) =>
    Array.isArray(answer)
      ? { rows: answer, rowCount: null }
      : { rows: answer.rows, rowCount: answer.rowCount ?? null },
  );

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

export const skyboxEvent = z.object({
  id: z.int(),
  name: z.string().trim().min(1).max(300),
  date: z.string().min(10),
  venue: z
    .object({
      name: text,
      city: text,
      state: text,
      country: text,
      timeZone: z.object({ id: text }).nullish(),
    })
    .nullish(),
  performer: z
    .object({ name: text, eventType: text, category: z.object({ name: text }).nullish() })
    .nullish(),
});
export type SkyboxEvent = z.output<typeof skyboxEvent>;

/** Costs, account notes and barcodes aren't in the schema, so they are never read. */
export const skyboxLot = z.object({
  id: z.int(),
  eventId: z.int(),
  quantity: z.int().min(0),
  section: z.string(),
  row: z.string(),
  secondRow: text,
  lowSeat: z.int().nullish(),
  highSeat: z.int().nullish(),
  faceValue: z.number().nullish(),
  stockType: text,
  splitType: text,
  customSplit: text,
  listPrice: z.number().nullish(),
  publicNotes: text,
  status: text,
  inHandDate: text,
  inHandDaysBeforeEvent: z.int().nullish(),
  seatType: text,
  zoneSeating: z.boolean().nullish(),
  electronicTransfer: z.boolean().nullish(),
  hideSeatNumbers: z.boolean().nullish(),
});
export type SkyboxListing = z.output<typeof skyboxLot>;
