/** Events as staff make and change them by hand. */
import { z } from 'zod';
import { idOf } from '../http/index.ts';
import { localStart, pictureId } from './contract.ts';
import { leagueCode } from './performers.ts';

const orNull = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? null);
const perFan = z.int('Give a whole number.').min(1, 'At least one ticket.').max(100, 'At most 100.');

/** A ticket type of an own event. The price is in minor units, at most 100,000.00. */
export const ticketTypeInput = z.object({
  name: z.string().trim().min(1, 'Name the ticket type, such as VIP.').max(60),
  priceAmount: z.int().min(0).max(10_000_000).meta({ description: 'Minor units' }),
  quantity: z.int().min(1, 'At least one ticket.').max(100_000),
  maxPerFan: orNull(perFan).meta({
    description: 'Tickets of it that one fan may have; null: as the event says',
  }),
});
const ticketTypes = z.array(ticketTypeInput).max(20, 'At most 20 ticket types.');

const facts = {
  name: z
    .string()
    .trim()
    .max(120, 'At most 120 characters.')
    .default('')
    .meta({ description: 'Empty: a game of two teams is named by them' }),
  homeId: orNull(idOf('performer')).meta({ description: 'The home team, or the artist of a show' }),
  awayId: orNull(idOf('performer')),
  venueId: idOf('venue'),
  league: orNull(leagueCode).meta({ description: 'Of a season’s game that of the season' }),
  seasonId: orNull(idOf('season')).meta({ description: 'A season of the home team' }),
  doorsMinutes: orNull(z.int('Give whole minutes.').min(0).max(1440, 'At most a day.')).meta({
    description: 'Minutes from the opening of the doors to the start',
  }),
  maxPerType: perFan.default(5).meta({ description: 'Tickets of a type that one fan may have' }),
  holdMinutes: z.int().min(1).max(120).default(15),
};
type Facts = z.output<z.ZodObject<typeof facts>>;

/** What the facts of an event contradict each other in. */
function problemsOf({ name, homeId, awayId, seasonId }: Facts): Array<[path: string, message: string]> {
  const problems: Array<[string, string]> = [];
  const isOfTwo = homeId !== null && awayId !== null;
  if (name.length < 3 && (name !== '' || !isOfTwo)) problems.push(['name', 'Name the event.']);
  if (awayId !== null && homeId === null) problems.push(['homeId', 'Choose the home team.']);
  if (isOfTwo && homeId === awayId) problems.push(['awayId', 'A team doesn’t play against itself.']);
  if (seasonId !== null && homeId === null)
    problems.push(['seasonId', 'A season is one of the home team. Choose that, or no season.']);
  return problems;
}
const agreeing = (event: Facts, context: z.RefinementCtx) => {
  for (const [path, message] of problemsOf(event))
    context.addIssue({ code: 'custom', path: [path], message });
};

/** What staff change of an event. Its start and whether it takes place change by `newEventChange`. */
export const eventInput = z.object(facts).superRefine(agreeing);
/** What staff change of an event, as a client sends it. */
export type EventInput = z.input<typeof eventInput>;

/**
 * A new event. `game`: consignors’ tickets are listed for it later. `own`: the marketplace sells it, and its ticket types
 * wait for approval. `localStart` is wall time at the venue.
 */
export const newEvent = z
  .object({
    kind: z.enum(['game', 'own']).default('own'),
    ...facts,
    localStart,
    timeTbd: z.boolean().default(false).meta({ description: 'Only the day of `localStart` is known' }),
    pictureId: pictureId.default(null).meta({ description: 'Of the event that this one is made after' }),
    ticketTypes: ticketTypes.default([]).meta({ description: 'Of an own event' }),
  })
  .superRefine(agreeing)
  .superRefine(({ kind, homeId, ticketTypes: types }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'own' && types.length === 0) refuse('ticketTypes', 'Add at least one ticket type.');
    if (kind === 'game' && types.length > 0)
      refuse('ticketTypes', 'Consigned tickets are listed one by one.');
    if (kind === 'game' && homeId === null) refuse('homeId', 'Choose the home team or the artist.');
  });
/** A new event as a client sends it. */
export type NewEvent = z.input<typeof newEvent>;

/** Further ticket types of an own event; they wait for approval. */
export const moreTicketTypes = z.object({ ticketTypes: ticketTypes.min(1, 'Add at least one ticket type.') });
