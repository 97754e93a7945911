/** Waiting lists as staff read and change them. */
import { z } from 'zod';
import { idOf, instant, reason } from '../http/index.ts';
import { money } from '../money/index.ts';
import { passed, waitingState } from './contract.ts';

const counts = z.object({
  waiting: z.int().meta({ description: 'In line, those that rest included' }),
  offered: z.int(),
  unconfirmed: z.int(),
  tickets: z.int().meta({ description: 'That those in line wait for' }),
  bought: z.int(),
  over: z.int().meta({ description: 'Left, removed, lapsed or ended' }),
});
/** How many entries an event has, by what they do. */
export type WaitingCounts = z.infer<typeof counts>;

/** An event with a waiting list. */
export const waitingListRow = z
  .object({
    id: idOf('event'),
    name: z.string(),
    startsAt: instant,
    timeZone: z.string(),
    isOn: z.boolean().meta({ description: 'Whether staff left it on' }),
    ...counts.shape,
  })
  .meta({ id: 'WaitingListRow' });
/** An event with a waiting list. */
export type WaitingListRow = z.infer<typeof waitingListRow>;

/** The events that have a list, those ahead first. */
export const waitingListRows = z.object({
  data: z.array(waitingListRow),
  total: z.int(),
  isOn: z.boolean().meta({ description: 'Whether the settings leave the lists of all events on' }),
  windowMinutes: z.int(),
});
/** The events that have a list. */
export type WaitingListRows = z.infer<typeof waitingListRows>;

/** One entry, for staff. */
export const waitingRow = z
  .object({
    id: idOf('waitingEntry'),
    version: z.int(),
    place: z.int().nullable(),
    email: z.string().meta({ description: 'Masked for roles that don’t work with fans; empty: erased' }),
    hasAccount: z.boolean(),
    state: waitingState,
    size: z.int(),
    limit: money.nullable(),
    joinedAt: instant,
    placedAt: instant.nullable(),
    restsUntil: instant.nullable(),
    offers: z.int(),
    endReason: z.string().nullable(),
  })
  .meta({ id: 'WaitingRow' });
/** One entry, for staff. */
export type WaitingRow = z.infer<typeof waitingRow>;

/** One offer, with why this entry got it: the order of service. */
export const servedOffer = z
  .object({
    id: idOf('waitingOffer'),
    entryId: idOf('waitingEntry'),
    email: z.string(),
    order: z.object({ id: idOf('reservation'), code: z.string(), state: z.string() }),
    madeAt: instant,
    until: instant,
    outcome: z.enum(['bought', 'declined', 'lapsed', 'broken']).nullable(),
    endedAt: instant.nullable(),
    place: z.int().meta({ description: 'In line, when it was made' }),
    size: z.int(),
    limit: money.nullable(),
    price: money.meta({ description: 'All-in, each' }),
    tickets: z.string().meta({ example: '112 / F / 5–6' }),
    candidates: z.int().meta({ description: 'Listings that fitted this entry; it got the cheapest' }),
    passed: z.array(passed).meta({ description: 'Those ahead of it, by why they were passed over' }),
  })
  .meta({ id: 'ServedOffer' });
/** One offer, with why this entry got it. */
export type ServedOffer = z.infer<typeof servedOffer>;

/** The waiting list of one event. */
export const waitingList = z
  .object({
    ...waitingListRow.shape,
    isOnForAll: z.boolean(),
    windowMinutes: z.int(),
    entries: z.array(waitingRow).meta({ description: 'In the order of the line; then those that are over' }),
    offersMade: z.array(servedOffer).meta({ description: 'Newest first' }),
  })
  .meta({ id: 'WaitingList' });
/** The waiting list of one event. */
export type WaitingList = z.infer<typeof waitingList>;

/** Turns an event's list on or off. */
export const switchWaitingList = z.object({ isOn: z.boolean() });
/** Takes an entry off its list. */
export const removeWaitingEntry = z.object({ reason, version: z.int() });
