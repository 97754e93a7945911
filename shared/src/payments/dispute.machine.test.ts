import { describe } from 'vitest';
import { type Row, testTable } from '../../test/machineTable.ts';
import { type DisputeContext, disputeMachine } from './dispute.machine.ts';

const context: DisputeContext = {
  paymentId: 'pay_1',
  stripeId: 'du_1',
  amount: 10_000,
  reason: 'fraudulent',
  evidenceDueAt: '2026-12-05T00:00:00.000Z',
};
const values = {
  reported: 'reported',
  inquiry: 'inquiry',
  answered: 'answered',
  closed: 'closed',
  needsResponse: { open: 'needsResponse' },
  underReview: { open: 'underReview' },
  expired: { open: 'expired' },
  withdrawn: { open: 'withdrawn' },
  won: 'won',
  lost: 'lost',
};
const snapshots = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, { value, context }]),
);
const messages = Object.fromEntries(
  [
    'inquired',
    'inquiryAnswered',
    'inquiryClosed',
    'opened',
    'evidenceSubmitted',
    'deadlinePassed',
    'withdraw',
    'won',
    'lost',
  ].map((type) => [type, { type }]),
);

/** What takes the money, from a state in which the bank hasn't it. */
const taking = (name: string): Row[] => [
  [name, 'opened', 'open.needsResponse', 'withhold', 'askForAnswer'],
  [name, 'evidenceSubmitted', 'open.underReview', 'withhold', 'answerDone'],
  [name, 'lost', 'lost', 'withhold', 'answerDone'],
  [name, 'won', 'won', 'passThrough', 'answerDone'],
];

describe('dispute', () => {
  // Every other pair is older news than what is known: refused, and nothing moves twice.
  testTable(disputeMachine, snapshots, messages, [
    ...['reported', 'inquiry', 'answered', 'closed'].flatMap(taking),
    ['reported', 'inquired', 'inquiry', 'askForInquiryAnswer'],
    ['reported', 'inquiryClosed', 'closed', 'answerDone'],
    ['inquiry', 'inquiryClosed', 'closed', 'answerDone'],
    ['answered', 'inquiryClosed', 'closed', 'answerDone'],
    ['reported', 'inquiryAnswered', 'answered', 'answerDone'],
    ['inquiry', 'inquiryAnswered', 'answered', 'answerDone'],
    ['needsResponse', 'evidenceSubmitted', 'open.underReview', 'answerDone'],
    ['needsResponse', 'deadlinePassed', 'open.expired', 'notifyExpired'],
    ['needsResponse', 'withdraw', 'open.withdrawn', 'answerDone'],
    ['underReview', 'withdraw', 'open.withdrawn'],
    ['expired', 'evidenceSubmitted', 'open.underReview', 'answerDone'],
    ['expired', 'withdraw', 'open.withdrawn', 'answerDone'],
    ...['needsResponse', 'underReview', 'expired', 'withdrawn'].flatMap((name): Row[] => [
      [name, 'won', 'won', 'reinstate', 'answerDone'],
      [name, 'lost', 'lost', 'answerDone'],
    ]),
    ['lost', 'won', 'won', 'reinstate'],
  ]);
});
