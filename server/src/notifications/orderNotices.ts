/** Emails of an order besides its tickets: it was refunded, its hold was ended, or its address was changed. */
import { formatMoney } from '@holdfast/shared/money';
import type { Reservation } from '@holdfast/shared/reservations';
import { defineEmail, flag, type Letter, registered, text } from '../emailTemplates/index.ts';
import { ofLatestOrder, orderPlaceholders, orderValues, refundedOf } from './orderFacts.ts';

const refund = defineEmail({
  key: 'refund',
  name: 'Refunded',
  to: 'fan',
  when: 'A whole order was refunded, or is void where it was free.',
  placeholders: {
    ...orderPlaceholders,
    refunded: text('What went back', '$253.00'),
    isCanceled: flag('Whether the event was canceled'),
  },
  subject: '{{#isFree}}Your tickets are void{{/isFree}}{{^isFree}}Refunded{{/isFree}}: {{event}}',
  text: `
{{#isCanceled}}
The event was canceled.

{{/isCanceled}}
{{#isFree}}
They were free, so there is nothing to refund.
{{/isFree}}
{{^isFree}}
{{refunded}} went back to your card. Banks take 5 to 10 days to show it.
{{/isFree}}

The tickets of order {{order}} no longer open a gate.
`,
});

/** The whole order was refunded, or is void where it was free. */
export const refundEmail = (order: Reservation): Letter =>
  refund.letter(order.email, {
    ...orderValues(order),
    refunded: formatMoney(refundedOf(order)),
    isCanceled: order.event.status === 'cancelled',
  });

const holdBroken = defineEmail({
  key: 'holdBroken',
  name: 'A hold was ended',
  to: 'fan',
  when: 'Support ended a fan’s hold, for a cause that it names.',
  placeholders: {
    ...orderPlaceholders,
    cause: text('Why, as support named it', 'the seller withdrew these seats'),
    isCharged: flag('Whether the money had been captured; it is refunded automatically'),
  },
  subject: 'We had to end your hold: {{event}}',
  text: `
Why: {{cause}}.

{{#isCharged}}
Your payment had gone through meanwhile: all of it, {{total}}, is refunded to your card automatically. Banks take 5 to 10 days to show it. We are sorry.
{{/isCharged}}
{{^isCharged}}
Nothing was charged. We are sorry.
{{/isCharged}}
`,
});

/**
 * Staff broke a hold, for a named cause.
 * @param charged whether the money had been captured; it is refunded automatically
 */
export const holdBrokenEmail = (
  order: Reservation,
  { cause, charged }: { cause: string; charged: boolean },
): Letter => holdBroken.letter(order.email, { ...orderValues(order), cause, isCharged: charged });

const addressChanged = defineEmail({
  key: 'addressChanged',
  name: 'An order goes to another address',
  to: 'fan',
  when: 'The email address of an order was changed. It goes to the former one, without the tickets and without the new address.',
  placeholders: {
    ...orderPlaceholders,
    hasAllTickets: flag(
      'Whether all of its tickets have codes of ours, which go to the new address at once',
      true,
    ),
  },
  subject: 'Your tickets go to another address: {{event}}',
  text: `
The email address of order {{order}} was changed on its page. {{#hasAllTickets}}The tickets{{/hasAllTickets}}{{^hasAllTickets}}Tickets that aren’t sent yet{{/hasAllTickets}} and all further emails go there.

If that wasn’t you, answer this email.
`,
});

/** The order's address was changed. Goes to the former one, without the tickets and without the new address. */
export const addressChangedEmail = (order: Reservation, formerAddress: string): Letter =>
  addressChanged.letter(formerAddress, {
    ...orderValues(order),
    hasAllTickets: order.items.every(({ way }) => way === 'gateCode'),
  });

export const orderNotices = [
  registered(refund, ofLatestOrder(refundEmail)),
  registered(
    holdBroken,
    ofLatestOrder((order) =>
      holdBrokenEmail(order, { cause: holdBroken.placeholders.cause.example, charged: false }),
    ),
  ),
  registered(
    addressChanged,
    ofLatestOrder((order) => addressChangedEmail(order, order.email ?? '')),
  ),
];
