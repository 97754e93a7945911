/** What if: an action that is only tried, and what it would do. */
import { z } from 'zod';
import { instant } from '../http/index.ts';
import { minorUnits, money } from '../money/index.ts';
import { caseAction } from './actions.ts';

const triedMachine = z.enum(['reservation', 'payment', 'refund', 'dispute', 'delivery', 'handover']);
/** An action that is only tried: what a person types last isn't needed. */
export const caseTry = caseAction.omit({ reason: true, causeText: true, confirmCode: true });
/** What an action would do now. */
export const triedAction = z
  .object({
    isPossible: z.boolean(),
    because: z.string().nullable().meta({ description: 'Why it isn’t possible' }),
    secondPerson: z
      .boolean()
      .meta({ description: 'It moves more than the limit, and waits for a second person first' }),
    states: z
      .array(
        z.object({
          id: z.string().nullable(),
          type: triedMachine,
          from: z.string().nullable(),
          to: z.string(),
        }),
      )
      .meta({ description: 'Every machine of the order that moves; id and from are null for a new one' }),
    tickets: z.object({ from: z.string(), to: z.string() }).nullable(),
    total: z.object({ from: money, to: money }).nullable().meta({ description: 'What the fan pays' }),
    deadline: z.object({ from: instant, to: instant }).nullable(),
    books: z.array(z.object({ account: z.string(), change: minorUnits })).meta({
      description: 'What is booked at once, by account; money at Stripe moves when it answers',
    }),
    jobs: z.array(z.string()).meta({ description: 'What leaves the system: requests to Stripe and emails' }),
  })
  .meta({ id: 'TriedAction' });
/** What an action would do now. */
export type TriedAction = z.infer<typeof triedAction>;
