/** The gate of our own events: codes are scanned, and each lets in once. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';

/** How long before its start an event's codes are taken, milliseconds: one scanned days ahead by mistake would be used up. */
export const gateOpensBeforeMs = 24 * 60 * 60 * 1000;
/** How long after its start they are, milliseconds: nights are long. */
export const gateClosesAfterMs = 24 * 60 * 60 * 1000;

/** What a scan says. */
export const scanResults = [
  'admitted',
  'alreadyAdmitted',
  'wrongEvent',
  'refunded',
  'sentOn',
  'unknown',
  'notOpen',
] as const;
/** What a scan says. */
export type ScanResult = (typeof scanResults)[number];

/** An event as the gate chooses it. */
export const gateEvent = z
  .object({
    id: idOf('event'),
    name: z.string(),
    venue: z.string(),
    timeZone: z.string(),
    startsAt: instant,
    status: z.enum(['scheduled', 'postponed', 'cancelled']),
    isOpen: z.boolean().meta({ description: 'Whether its codes are taken now' }),
    opensAt: instant.meta({ description: 'From when on codes are taken' }),
    sold: z.int().meta({ description: 'Tickets that let in, those let in among them' }),
    admitted: z.int(),
  })
  .meta({ id: 'GateEvent' });
/** An event as the gate chooses it. */
export type GateEvent = z.infer<typeof gateEvent>;
/** Own events of today and soon. */
export const gateEvents = z.object({ data: z.array(gateEvent) });

/** Somebody who was let in. */
export const admission = z
  .object({
    id: idOf('admission'),
    place: z.string().meta({ description: 'The ticket: its type, or section, row and seat' }),
    gate: z.string(),
    by: z.string().meta({ description: 'The name of who let in' }),
    at: instant,
  })
  .meta({ id: 'Admission' });
/** Somebody who was let in. */
export type Admission = z.infer<typeof admission>;

/** An event's gate now. */
export const gateNow = z
  .object({
    event: gateEvent,
    types: z.array(z.object({ name: z.string(), sold: z.int(), admitted: z.int() })),
    newest: z.array(admission).meta({ description: 'The last twenty, newest first' }),
    serverNow: instant,
  })
  .meta({ id: 'GateNow' });
/** An event's gate now. */
export type GateNow = z.infer<typeof gateNow>;

/** A code that was scanned or typed. */
export const scan = z.object({
  code: z
    .string()
    .max(500, 'That is no code of a ticket.')
    // As people read it out: in groups, in small letters.
    .transform((text) => text.replaceAll(/[\s-]/g, '').toUpperCase())
    .refine((text) => text.length > 0, 'Scan a ticket, or type its code.'),
  gate: z
    .string()
    .trim()
    .min(1, 'Say where you stand, such as Main entrance.')
    .max(60, 'At most 60 characters.'),
});
/** A scan as a client sends it. */
export type Scan = z.input<typeof scan>;

/** What a scan did. */
export const scanned = z
  .object({
    result: z.enum(scanResults),
    text: z.string().meta({ description: 'One sentence for who stands at the gate' }),
    place: z.string().nullable().meta({ description: 'The ticket; null for an unknown code' }),
    admission: admission.nullable().meta({ description: 'This one, or the one before' }),
    event: gateEvent,
  })
  .meta({ id: 'Scanned' });
/** What a scan did. */
export type Scanned = z.infer<typeof scanned>;

/** Takes an admission back: the code lets in once more. */
export const undoAdmission = z.object({ reason });
