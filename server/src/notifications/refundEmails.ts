/** What a fan is told of a refund that the bank sent back, and of its second way. */
import { formatMoney, type Money } from '@holdfast/shared/money';
import { goodTicketsOf, type Reservation } from '@holdfast/shared/reservations';
import { defineEmail, flag, type Letter, registered, text } from '../emailTemplates/index.ts';
import { placesOf } from './itemEmails.ts';
import { ofLatestOrder, orderPlaceholders, orderValues } from './orderFacts.ts';

const amountOf = text('What went back', '$126.50');

const ticketsRefunded = defineEmail({
  key: 'refund.tickets',
  kind: 'ticketsRefunded',
  name: 'Some tickets were refunded',
  to: 'fan',
  when: 'Some tickets of an order were refunded; the others stay good.',
  placeholders: {
    ...orderPlaceholders,
    amount: amountOf,
    count: text('How many tickets were refunded', '1'),
    all: text('How many the order had', '2'),
    isOne: flag('Whether it is one ticket', true),
    refundedPlaces: text('Which were refunded', 'Section 140, row B, seat 3'),
    goodPlaces: text('Which are still good', 'Section 140, row B, seat 4'),
  },
  subject: '{{count}} of {{all}} tickets {{#isOne}}was{{/isOne}}{{^isOne}}were{{/isOne}} refunded: {{event}}',
  text: `
Refunded: {{refundedPlaces}}. {{#isOne}}This ticket no longer opens a gate.{{/isOne}}{{^isOne}}These tickets no longer open a gate.{{/isOne}}

{{amount}} of order {{order}} went back to your card. Banks take 5 to 10 days to show it.

Still good: {{goodPlaces}}.
`,
});

/** Some tickets of an order were refunded; the others stay good. @param ticketIds of the refund */
export function ticketsRefundedEmail(
  order: Reservation,
  amount: Money,
  ticketIds: readonly string[],
): Letter {
  const all = order.items.reduce((sum, { quantity }) => sum + quantity, 0);
  const { length: count } = ticketIds;
  const named = order.items.flatMap((item) => {
    const tickets = item.tickets.filter(({ id }) => ticketIds.includes(id));
    const seats = tickets.flatMap(({ seat }) => (seat === null ? [] : [seat]));
    return tickets.length === 0 ? [] : [placesOf({ ...item, seats, quantity: tickets.length })];
  });
  const good = order.items.flatMap((item) => {
    const left = goodTicketsOf(item);
    return left.quantity === 0 ? [] : [placesOf({ ...item, ...left })];
  });
  return ticketsRefunded.letter(order.email, {
    ...orderValues(order),
    amount: formatMoney(amount),
    count: String(count),
    all: String(all),
    isOne: count === 1,
    refundedPlaces: named.join('; '),
    goodPlaces: good.join('; '),
  });
}

const latePayment = defineEmail({
  key: 'payment.late',
  kind: 'latePayment',
  name: 'A payment came too late',
  to: 'fan',
  when: 'Money came after a hold had ended and its tickets were gone; it goes back by itself.',
  placeholders: orderPlaceholders,
  subject: 'Your payment came too late: {{event}}',
  text: `
Your bank approved {{total}} after your hold {{order}} had ended. By then its tickets had gone to somebody else, and no others as good were free.

All of it goes back to your card automatically. Banks take 5 to 10 days to show it. We are sorry.
`,
});

/** Money came after the hold had ended, and its tickets were gone. */
export const latePaymentEmail = (order: Reservation): Letter =>
  latePayment.letter(order.email, orderValues(order));

const paymentFailed = defineEmail({
  key: 'payment.failed',
  kind: 'paymentFailed',
  name: 'A payment didn’t go through',
  to: 'fan',
  when: 'A payment failed after the time of its hold was over.',
  placeholders: {
    ...orderPlaceholders,
    isDeclined: flag('Whether the bank declined it; else it didn’t answer in time', true),
  },
  subject: 'The payment didn’t go through: {{event}}',
  text: `
{{#isDeclined}}Your bank declined the payment, and the time of your hold was over.{{/isDeclined}}{{^isDeclined}}Your bank didn’t approve the payment before the time of your hold was over.{{/isDeclined}} Nothing was charged. Where your bank shows an amount that is set aside, it frees it by itself.

The tickets are on sale again. If they are still free, you can hold them once more.
`,
});

/** The payment failed after the hold's time was over. */
export const paymentFailedEmail = (order: Reservation): Letter =>
  paymentFailed.letter(order.email, { ...orderValues(order), isDeclined: Boolean(order.payment?.decline) });

const refundReturned = defineEmail({
  key: 'refund.returned',
  kind: 'refundReturned',
  name: 'The bank sent a refund back',
  to: 'fan',
  when: 'A fan’s bank returned a refund days after it was done.',
  placeholders: { ...orderPlaceholders, amount: amountOf },
  subject: 'Your bank sent a refund back: {{event}}',
  text: `
We had refunded {{amount}} of order {{order}} to your card, and your bank returned it to us. That happens when a card was closed or replaced.

The money is still yours. We look at it and pay it again; you get another email then. If the card is closed, answer this email, so that we find another way.
`,
});

/** The bank returned a refund days after it was done. */
export const refundReturnedEmail = (order: Reservation, amount: Money): Letter =>
  refundReturned.letter(order.email, { ...orderValues(order), amount: formatMoney(amount) });

const refundPaidAgain = defineEmail({
  key: 'refund.paidAgain',
  kind: 'refundPaidAgain',
  name: 'Refunded again',
  to: 'fan',
  when: 'A refund that the bank had returned was paid once more.',
  placeholders: {
    ...orderPlaceholders,
    amount: amountOf,
    isElsewhere: flag('Whether it was paid another way than to the card'),
  },
  subject: 'Refunded again: {{event}}',
  text: `
{{amount}} of order {{order}}, which your bank had returned to us, {{#isElsewhere}}was paid to you another way.{{/isElsewhere}}{{^isElsewhere}}went back to your card once more. Banks take 5 to 10 days to show it.{{/isElsewhere}}
`,
});

/** A returned refund was paid again. @param isElsewhere another way than to the card */
export const refundPaidAgainEmail = (order: Reservation, amount: Money, isElsewhere: boolean): Letter =>
  refundPaidAgain.letter(order.email, { ...orderValues(order), amount: formatMoney(amount), isElsewhere });

export const refundEmails = [
  registered(
    ticketsRefunded,
    ofLatestOrder((order) =>
      ticketsRefundedEmail(
        order,
        order.total,
        order.items.flatMap(({ tickets }) => tickets.map(({ id }) => id)).slice(0, 1),
      ),
    ),
  ),
  registered(latePayment, ofLatestOrder(latePaymentEmail)),
  registered(paymentFailed, ofLatestOrder(paymentFailedEmail)),
  registered(
    refundReturned,
    ofLatestOrder((order) => refundReturnedEmail(order, order.total)),
  ),
  registered(
    refundPaidAgain,
    ofLatestOrder((order) => refundPaidAgainEmail(order, order.total, false)),
  ),
];
