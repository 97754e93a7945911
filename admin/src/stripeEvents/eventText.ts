/** Stripe's types of events in words; those that change nothing here keep their own names. */
const words: Record<string, string> = {
  'payment_intent.amount_capturable_updated': 'Card authorized',
  'payment_intent.requires_action': 'Bank asks the fan',
  'payment_intent.payment_failed': 'Card declined',
  'payment_intent.succeeded': 'Payment captured',
  'payment_intent.canceled': 'Payment canceled',
  'refund.created': 'Refund made',
  'refund.updated': 'Refund went on',
  'refund.failed': 'Refund came back',
  'charge.dispute.created': 'Dispute or inquiry opened',
  'charge.dispute.updated': 'Dispute changed',
  'charge.dispute.funds_withdrawn': 'Disputed money taken',
  'charge.dispute.funds_reinstated': 'Disputed money reinstated',
  'charge.dispute.closed': 'Dispute closed',
};

export const eventText = (type: string): string => words[type] ?? type;
