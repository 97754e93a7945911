/** The messages that support may send by hand: what each does, in words. Their labels stand with the actors. */

export interface StaffMessage {
  /** In seats, money and emails; `tickets` and `amount` are filled in. */
  effect: (facts: { tickets: string; amount: string; state: string }) => string;
  danger: boolean;
  /** Asked for a named cause, and confirmed a second time with the order code. */
  confirmedTwice?: true;
}

/** By the kind of actor and the machine's own name of the message. */
export const staffMessages: Record<string, Record<string, StaffMessage>> = {
  reservation: {
    breakHold: {
      effect: ({ tickets, amount, state }) =>
        state === 'pending.paying'
          ? `The payment under way is let finish: ${amount} is freed at the bank, or refunded by itself if it was captured; then ${tickets} free again; the fan gets an email with the cause`
          : `${tickets} free again, or off sale if withdrawn meanwhile; nothing is charged; the fan gets an email with the cause`,
      danger: true,
      confirmedTwice: true,
    },
  },
  payment: {
    check: {
      effect: () => 'Reads only: what Stripe says is followed',
      danger: false,
    },
    void: {
      effect: ({ tickets, amount }) =>
        `${amount} freed at the bank; ${tickets} held on while time is left, else on sale again`,
      danger: true,
    },
    refund: {
      effect: ({ tickets, amount }) =>
        `${amount} goes back to the card; ${tickets} void; the fan gets an email`,
      danger: true,
    },
  },
  refund: {
    send: {
      effect: ({ amount }) => `${amount} is sent to the card once more`,
      danger: true,
    },
  },
};
