/**
 * One dispute of a payment, as Stripe reports it: any number per payment, each of a part, of all or of more than was paid.
 * Stripe's news come in any order and any number of times: each message is what the dispute has become, and one that is
 * older than what is known is refused. An inquiry takes no money; an open or lost dispute does.
 * Source: domain.md, "Actors"; https://docs.stripe.com/disputes/how-disputes-work, /api/disputes/object
 */
import { setup } from 'xstate';
import { z } from 'zod';

/** What a dispute's snapshot stores. */
export const disputeContext = z.object({
  paymentId: z.string(),
  stripeId: z.string(),
  /** Minor units of the payment's currency. */
  amount: z.int().positive(),
  /** Stripe's word for why: `fraudulent`, `product_not_received`, … */
  reason: z.string(),
  /** Until when evidence may be submitted, ISO 8601 UTC; null where Stripe names no date. */
  evidenceDueAt: z.string().nullable(),
});
/** A dispute's context. */
export type DisputeContext = z.infer<typeof disputeContext>;

/** The messages of a dispute: what it has become. */
export type DisputeMessage =
  | { type: 'inquired' }
  | { type: 'inquiryAnswered' }
  | { type: 'inquiryClosed' }
  | { type: 'opened' }
  | { type: 'evidenceSubmitted' }
  /** Nothing was sent in time. The verdict stays the bank's. */
  | { type: 'deadlinePassed' }
  /** The fan says that they withdrew it at their bank. The verdict stays the bank's. */
  | { type: 'withdraw' }
  | { type: 'won' }
  | { type: 'lost' };

const disputeSetup = setup({
  types: {
    context: {} as DisputeContext,
    events: {} as DisputeMessage,
    input: {} as DisputeContext,
    /** `unanswered`: the bank waits for us. */
    tags: {} as 'unanswered' | 'withheld' | 'undecided',
  },
  actions: {
    /** In the transaction: the books and the payment: the bank has taken the money. */
    withhold: () => {},
    /** In the transaction: the books and the payment: the money is back. */
    reinstate: () => {},
    /** In the transaction: the books: the bank had taken the money, of which we didn't hear, and gave it back. */
    passThrough: () => {},
    /** In the transaction: support sees it in its queue. */
    askForAnswer: () => {},
    askForInquiryAnswer: () => {},
    /** In the transaction: support sees that nothing was sent. */
    notifyExpired: () => {},
    /** In the transaction: nobody needs to answer any more. */
    answerDone: () => {},
  },
});

const onOpened = { target: '#dispute.open.needsResponse', actions: ['withhold', 'askForAnswer'] } as const;
const onSubmitted = { target: '#dispute.open.underReview', actions: ['withhold', 'answerDone'] } as const;
const onLost = { target: '#dispute.lost', actions: ['withhold', 'answerDone'] } as const;
/** Won before we heard that it was opened: the bank moved the money twice, and the books say both. An inquiry is never won. */
const onWon = { target: '#dispute.won', actions: ['passThrough', 'answerDone'] } as const;
const onInquiryClosed = { target: '#dispute.closed', actions: 'answerDone' } as const;

/** The dispute's machine: an inquiry, a dispute with its evidence, won or lost. */
export const disputeMachine = disputeSetup.createMachine({
  id: 'dispute',
  context: ({ input }) => input,
  initial: 'reported',
  states: {
    reported: {
      tags: ['undecided'],
      on: {
        inquired: { target: 'inquiry', actions: 'askForInquiryAnswer' },
        inquiryAnswered: { target: 'answered', actions: 'answerDone' },
        inquiryClosed: onInquiryClosed,
        opened: onOpened,
        evidenceSubmitted: onSubmitted,
        won: onWon,
        lost: onLost,
      },
    },
    inquiry: {
      tags: ['unanswered', 'undecided'],
      on: {
        inquiryAnswered: { target: 'answered', actions: 'answerDone' },
        inquiryClosed: onInquiryClosed,
        opened: onOpened,
        evidenceSubmitted: onSubmitted,
        won: onWon,
        lost: onLost,
      },
    },
    // The bank looks at what we said.
    answered: {
      tags: ['undecided'],
      on: {
        inquiryClosed: onInquiryClosed,
        opened: onOpened,
        evidenceSubmitted: onSubmitted,
        won: onWon,
        lost: onLost,
      },
    },
    // A bank may still dispute what it had only asked about.
    closed: { on: { opened: onOpened, evidenceSubmitted: onSubmitted, won: onWon, lost: onLost } },
    open: {
      tags: ['withheld', 'undecided'],
      initial: 'needsResponse',
      on: {
        won: { target: 'won', actions: ['reinstate', 'answerDone'] },
        lost: { target: 'lost', actions: 'answerDone' },
      },
      states: {
        needsResponse: {
          tags: ['unanswered'],
          on: {
            evidenceSubmitted: { target: 'underReview', actions: 'answerDone' },
            deadlinePassed: { target: 'expired', actions: 'notifyExpired' },
            withdraw: { target: 'withdrawn', actions: 'answerDone' },
          },
        },
        underReview: { on: { withdraw: 'withdrawn' } },
        // Stripe may have taken evidence that we don't know of.
        expired: {
          on: {
            evidenceSubmitted: { target: 'underReview', actions: 'answerDone' },
            withdraw: { target: 'withdrawn', actions: 'answerDone' },
          },
        },
        withdrawn: {},
      },
    },
    won: {},
    // The bank may reinstate what it had decided against us.
    lost: { tags: ['withheld'], on: { won: { target: 'won', actions: 'reinstate' } } },
  },
});
