/**
 * Why something that is owed to a consignor isn't paid yet: one reason for each order, the weightiest first. Source: domain.md:
 * payable after the event plus the agreed days, never while the event is postponed, tickets are late or a dispute is open.
 */
export const payableReasons = [
  'dispute',
  'lost',
  'refund',
  'canceled',
  'postponed',
  'delivery',
  'early',
] as const;
/** One reason. */
export type PayableReason = (typeof payableReasons)[number];

/** Each reason as finance reads it, of a sum that waits. */
export const payableReasonNames: Record<PayableReason, string> = {
  dispute: 'Disputed by the fan’s bank',
  lost: 'Dispute lost: decide who bears it',
  refund: 'Being refunded',
  canceled: 'Event canceled',
  postponed: 'Event postponed',
  delivery: 'Tickets not delivered',
  early: 'Not due yet',
};

/** Each reason as its consignor reads it. */
export const payableReasonSentences: Record<PayableReason, string> = {
  dispute: 'A fan’s bank disputes the payment. It waits for the bank’s verdict.',
  lost: 'A fan’s bank gave the money back to the fan. Our team decides who bears it.',
  refund: 'A refund to the fan is on its way.',
  canceled: 'The event is canceled, and fans get their money back.',
  postponed: 'The event is postponed. It is paid after the new date.',
  delivery: 'The tickets haven’t reached the fan as promised. It waits until they have.',
  early: 'The event is ahead, or was just now.',
};
