/** The messages that support can send to an actor by hand: the effect of each. Labels stand with the actors. */

/** The label of a message and what it does. */
export interface StaffMessage {
  /** What the message does to seats, money and emails. `tickets` and `amount` are formatted text. */
  effect: (facts: { tickets: string; amount: string; state: string }) => string;
  danger: boolean;
  /** Needs a named cause, and the order code as a second confirmation. */
  confirmedTwice?: true;
}

/** By actor type, then by the machine's name of the message. */
export const staffMessages: Record<string, Record<string, StaffMessage>> = {
  reservation: {
    extend: {
      effect: ({ tickets }) =>
        `${tickets} stay held longer. The clock on the fan’s page follows at once and says so; nothing is charged`,
      danger: false,
    },
    move: {
      effect: ({ tickets }) =>
        `The ${tickets} go back on sale, and the fan holds others instead, at their own price. The fan’s page shows them at once; the deadline stays, and nothing is charged`,
      danger: false,
    },
    breakHold: {
      effect: ({ tickets, amount, state }) =>
        state === 'pending.paying'
          ? `The payment under way finishes first: ${amount} is released at the bank, or refunded automatically if it was captured; then ${tickets} free again, or off sale where the cause says so; the fan gets an email with the cause`
          : `${tickets} free again, or off sale where the cause says so or they were withdrawn meanwhile; nothing is charged; the fan gets an email with the cause`,
      danger: true,
      confirmedTwice: true,
    },
    voidOrder: {
      effect: ({ tickets }) =>
        `${tickets} void and on sale again while the event is ahead; nothing was paid; the fan gets an email`,
      danger: true,
    },
  },
  payment: {
    check: {
      effect: () => 'Reads the payment’s state from Stripe and follows it',
      danger: false,
    },
    void: {
      effect: ({ tickets, amount }) =>
        `${amount} released at the bank; ${tickets} stay held while the hold lasts, else on sale again`,
      danger: true,
    },
    refund: {
      effect: ({ tickets, amount }) =>
        `${amount} goes back to the card; ${tickets} void; the fan gets an email`,
      danger: true,
    },
  },
  handover: {
    end: {
      effect: ({ state }) =>
        state === 'accepted'
          ? 'The tickets that the friend still has are the sender’s again, with new codes; the friend’s are dead. Tickets that were sent on stay where they are. Both get an email'
          : 'The friend can’t accept any more; the sender’s codes stay good. Both get an email',
      danger: true,
    },
  },
  refund: {
    nameTickets: {
      effect: ({ amount }) =>
        `${amount} was refunded in Stripe’s dashboard. The tickets that you choose become void, each side bears its part of them, and the fan gets an email. No money moves`,
      danger: true,
    },
    send: {
      effect: ({ amount }) => `${amount} is sent to the card once more`,
      danger: true,
    },
    giveUp: {
      effect: ({ amount }) =>
        `${amount} is not sent: the fan keeps the tickets, and the money may be refunded otherwise. Nobody is told`,
      danger: true,
    },
    payElsewhere: {
      effect: ({ amount }) =>
        `${amount} counts as refunded, and the books say that it left another way than through Stripe. Say in the reason how and with which reference; where all is refunded the tickets become void`,
      danger: true,
    },
  },
};
