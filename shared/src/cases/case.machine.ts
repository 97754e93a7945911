/**
 * A case: something that waits for a person, about one cause. A rule opens it when the cause is there, and ends it when the
 * cause is gone; a person may let it rest until a moment, or close it with a reason. It opens again when the cause comes back,
 * or happens once more. Source: the issue "Money in, and the support desk".
 */
import { setup } from 'xstate';
import { z } from 'zod';
import { assignsOf } from '../assignOn.ts';
import { alarmAfterMs, caseKinds } from './kinds.ts';

/** What a case's snapshot stores. Instants are ISO 8601 in UTC. */
export const caseContext = z.object({
  kind: z.enum(caseKinds),
  owesFan: z.boolean(),
  /** When it was made. */
  madeAt: z.string(),
  /** Since when its cause is there. */
  since: z.string(),
  /** Names this time that it happened, so that the next time is another one. */
  occurrence: z.string(),
  /** Whether its cause is still there. */
  isPresent: z.boolean(),
  /** How often it was opened. */
  times: z.int().positive(),
  /** When it was an alarm for the first time; null: never. */
  alarmedAt: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  closedAt: z.string().nullable(),
});
/** A case's context. */
export type CaseContext = z.infer<typeof caseContext>;

/** What a new case is made of. Instants are ISO 8601 in UTC. */
export interface CaseInput {
  kind: CaseContext['kind'];
  owesFan: boolean;
  since: string;
  occurrence: string;
  /** When it is opened. */
  at: string;
  /** Alarmed before: of a database that had no cases, so that nobody gets an email about old causes. */
  isKnown?: boolean;
}

/** The messages of a case. */
export type CaseMessage =
  /** The cause came back, or happened once more. */
  | { type: 'happen'; occurrence: string; since: string }
  | { type: 'causeGone' }
  | { type: 'snooze'; until: string }
  | { type: 'wake' }
  | { type: 'close' }
  | { type: 'reopen' };

/** A message as the machine gets it. `at` is the transition's instant by the database's clock. */
type TimedMessage = CaseMessage & { at: string };
type Timed = { context: CaseContext; event: { at?: string } };

const until = (instant: string, { context, event }: Timed): number =>
  Math.max(0, Date.parse(instant) - Date.parse(event.at ?? context.madeAt));

const caseSetup = setup({
  types: {
    context: {} as CaseContext,
    events: {} as TimedMessage,
    input: {} as CaseInput,
    /** `open`: it waits now. `pending`: it isn't done. */
    tags: {} as 'open' | 'pending',
  },
  delays: {
    alarm: (timed) => until(new Date(Date.parse(timed.context.since) + alarmAfterMs).toISOString(), timed),
    snooze: (timed) => until(timed.context.snoozedUntil ?? timed.context.since, timed),
  },
  guards: {
    isAlarmed: ({ context }) => context.alarmedAt !== null,
    owesFan: ({ context }) => context.owesFan,
    isPresent: ({ context }) => context.isPresent,
  },
  actions: {
    /** In the transaction: the row's columns follow the context. */
    keepRow: () => {},
    /** In the transaction: support gets an email, once per case. */
    alarm: () => {},
  },
});

const assignOn = assignsOf<CaseContext, TimedMessage>();
const nowOf = ({ event }: { event: unknown }) => (event as { at: string }).at;
const storeHappened = assignOn(['happen'], ({ context, event }) => ({
  since: event.since,
  occurrence: event.occurrence,
  isPresent: true,
  snoozedUntil: null,
  closedAt: null,
  times: context.times + (context.closedAt === null ? 0 : 1),
}));
const storeSnooze = assignOn(['snooze'], ({ event }) => ({ snoozedUntil: event.until }));
const storeClosed = caseSetup.assign({ closedAt: nowOf, snoozedUntil: null });
const storeGone = caseSetup.assign({ isPresent: false });
const storeOpened = caseSetup.assign({ closedAt: null, times: ({ context }) => context.times + 1 });
const storeWoken = caseSetup.assign({ snoozedUntil: null });

const onSnooze = { target: 'snoozed', actions: [storeSnooze, 'keepRow'] } as const;
const onClose = { target: 'closed', actions: [storeClosed, 'keepRow'] } as const;
const onGone = { target: 'closed', actions: [storeGone, storeClosed, 'keepRow'] } as const;
const onWake = { target: 'placing', actions: [storeWoken, 'keepRow'] } as const;
const whileOpen = {
  happen: { actions: [storeHappened, 'keepRow'] },
  causeGone: onGone,
  snooze: onSnooze,
  close: onClose,
} as const;

/** The case's machine: waiting, an alarm, resting, closed. */
export const caseMachine = caseSetup.createMachine({
  id: 'case',
  context: ({ input }) => ({
    kind: input.kind,
    owesFan: input.owesFan,
    madeAt: input.at,
    since: input.since,
    occurrence: input.occurrence,
    isPresent: true,
    times: 1,
    alarmedAt: input.isKnown && input.owesFan ? input.at : null,
    snoozedUntil: null,
    closedAt: null,
  }),
  initial: 'placing',
  states: {
    // A crossing without a stay.
    placing: {
      always: [
        { guard: 'isAlarmed', target: 'alarmed' },
        { guard: 'owesFan', target: 'counting' },
        { target: 'waiting' },
      ],
    },
    /** Nobody is owed anything: it waits without an alarm. */
    waiting: { tags: ['open', 'pending'], on: whileOpen },
    /** A fan is owed something: the alarm's time runs. */
    counting: {
      tags: ['open', 'pending'],
      after: {
        alarm: {
          target: 'alarmed',
          actions: [caseSetup.assign({ alarmedAt: nowOf }), 'keepRow', 'alarm'],
        },
      },
      on: whileOpen,
    },
    alarmed: { tags: ['open', 'pending'], on: whileOpen },
    snoozed: {
      tags: ['pending'],
      after: { snooze: onWake },
      on: {
        happen: { target: 'placing', actions: [storeHappened, 'keepRow'] },
        causeGone: onGone,
        snooze: { ...onSnooze, reenter: true },
        wake: onWake,
        close: onClose,
      },
    },
    closed: {
      on: {
        happen: { target: 'placing', actions: [storeHappened, 'keepRow'] },
        // A person closed it before: whether it comes back is looked at from now on.
        causeGone: { guard: 'isPresent', actions: [storeGone, 'keepRow'] },
        reopen: { target: 'placing', actions: [storeOpened, 'keepRow'] },
      },
    },
  },
});
