/** What a payment stores, and the messages that move it. Amounts are minor units. */
import { z } from 'zod';

/** The card of a payment, as far as it may be shown. */
export const card = z.object({
  brand: z.string(),
  last4: z.string(),
  /** Stripe's name of the card's number, the same for every payment with it; absent until Stripe told it. */
  fingerprint: z.string().optional(),
});
/** Why the bank declined, with Stripe's code. */
export const decline = z.object({
  code: z.string(),
  message: z.string(),
  /** ISO instant from which on the same card may be tried again; absent where waiting doesn't help. */
  retryAt: z.string().optional(),
});

/** What a payment's snapshot stores. */
export const paymentContext = z.object({
  reservationId: z.string(),
  /** Minor units. */
  amount: z.int().positive(),
  currency: z.string(),
  confirmationTokenId: z.string().nullable(),
  stripeId: z.string().nullable(),
  clientSecret: z.string().nullable(),
  nextActionUrl: z.string().nullable(),
  card: card.nullable(),
  decline: decline.nullable(),
  /** Minor units given back so far, and on their way back. */
  refundedAmount: z.int().min(0),
  refundingAmount: z.int().min(0),
  /** The hold's deadline came: the fan isn't waited for any longer. */
  deadlinePassed: z.boolean(),
  /** Minor units that the bank holds in open and lost disputes: they can't be refunded. */
  withheldAmount: z.int().min(0),
});
/** A payment's context. */
export type PaymentContext = z.infer<typeof paymentContext>;

/** The tickets that a refund is for. */
export interface NamedTickets {
  ticketIds: string[];
  /** Whether the fan gets the service fee back too. */
  withFees: boolean;
  /** Whether their places may be sold again; never once the event began. */
  backOnSale: boolean;
}

type Card = z.infer<typeof card>;
/** The messages of a payment. Amounts are minor units. */
export type PaymentMessage =
  | { type: 'confirm'; confirmationTokenId: string }
  | { type: 'authorized'; stripeId: string; card?: Card }
  | {
      type: 'actionRequired';
      stripeId: string;
      clientSecret: string;
      nextActionUrl: string | null;
      card?: Card;
    }
  | { type: 'declined'; stripeId?: string; code: string; message: string; card?: Card }
  | { type: 'capture' }
  | { type: 'captured'; stripeId: string; card?: Card }
  /** `decline`: why, where the fan is to read it. */
  | { type: 'void'; decline?: z.infer<typeof decline> }
  | { type: 'canceled'; stripeId?: string }
  | { type: 'deadlineReached' }
  | { type: 'cardKnown'; card: Card }
  | { type: 'check' }
  /** `named`: the tickets that it is for; without them it is for all that is left. */
  | { type: 'refund'; amount: number; why: string; named?: NamedTickets }
  /** `again`: the bank had returned it. `elsewhere`: not through Stripe. `refundId` names the refund since its tickets may be named. */
  | { type: 'refundDone'; amount: number; again: boolean; elsewhere: boolean; refundId?: string }
  | { type: 'refundReturned'; amount: number; refundId?: string }
  /** A refund that nobody asked us for, made at Stripe. */
  | { type: 'refundAdopted'; amount: number }
  | { type: 'refundGivenUp'; amount: number }
  /** A dispute takes money, or gives it back. */
  | { type: 'withheld'; amount: number }
  | { type: 'reinstated'; amount: number };
