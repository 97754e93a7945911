/** Which actors of all were in a state at a moment: the question, and its answer. */
import { z } from 'zod';
import { instant } from '../http/index.ts';

/** A type of machine, with what can be asked of it. */
export const machineKind = z
  .object({
    type: z.string().meta({ example: 'reservation' }),
    states: z.array(z.string()).meta({ description: 'In which one can rest' }),
    tags: z.array(z.string()).meta({ description: 'Questions that several states answer alike' }),
  })
  .meta({ id: 'MachineKind' });
/** A type of machine, with what can be asked of it. */
export type MachineKind = z.infer<typeof machineKind>;
/** All types of machines. */
export const machineKinds = z.object({ data: z.array(machineKind) });

/** The most minutes that can be asked for: a year. */
const mostMinutes = 525_600;
/** Actors of a type that were in a state, or in a state with a tag, at a moment and since a while before it. */
export const actorsThenQuery = z.object({
  type: z.string().max(40),
  state: z.string().max(60).meta({ description: 'A state, or `#` and a tag', example: 'pending.paying' }),
  at: instant,
  minutes: z.coerce
    .number('Give a number of minutes.')
    .min(0, 'Not less than none.')
    .max(mostMinutes, 'At most a year.')
    .default(0)
    .meta({ description: 'They were in it for at least so long' }),
});

/** One actor as it stood. */
export const actorRow = z
  .object({
    id: z.string(),
    state: z.string(),
    since: instant.meta({ description: 'When it came into what is asked for' }),
    until: instant.nullable().meta({ description: 'When it left it; null: it is in it' }),
    name: z
      .string()
      .meta({ description: 'An order code, or what else people call it', example: 'HF-7K2M9Q' }),
    about: z.string().meta({ description: 'An event, a file or a subject' }),
    reservationId: z.string().nullable().meta({ description: 'The order that it belongs to' }),
  })
  .meta({ id: 'ActorRow' });
/** One actor as it stood. */
export type ActorRow = z.infer<typeof actorRow>;

/** The most rows of an answer. */
export const mostActorRows = 200;
/** The longest in it first. */
export const actorRows = z.object({
  data: z.array(actorRow),
  total: z.int().meta({ description: 'How many there were' }),
  more: z
    .boolean()
    .meta({ description: 'There were more than could be counted: `total` is how many were looked at' }),
});
/** What was found. */
export type ActorRows = z.infer<typeof actorRows>;
