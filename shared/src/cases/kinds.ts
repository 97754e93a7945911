/** The kinds of cases: what opens each, who works on it, and by when. */
import type { Role } from '../accounts/index.ts';

/** Every kind, in the order in which queues stand on the start page. */
export const caseKinds = [
  'paidWithoutTickets',
  'paymentUnknown',
  'lateMoney',
  'refundFailed',
  'eventRefund',
  'holdStuck',
  'deliveryProblem',
  'deliveryOverdue',
  'disputeDue',
  'lossUndecided',
  'payoutRefused',
  'approvalWaits',
  'moneyOutside',
  'otherAttention',
  'message',
  'emailFailed',
  'emailTextFailed',
  'stripeEventFailed',
  'jobFailed',
  'noticesHeld',
  'channelFailed',
  'difference',
  'balanceDifference',
] as const;
/** A kind of case. */
export type CaseKind = (typeof caseKinds)[number];

/** What a kind of case is called and who works on it. */
export interface CaseKindFacts {
  /** The queue's name on screen. */
  name: string;
  /** Administrators work on every kind. */
  roles: readonly Role[];
  /** How long one may wait, hours. */
  limitHours: number | null;
  /** A fan is owed money, tickets or an answer about them: five minutes later it is an alarm. */
  owesFan: boolean;
  /** Support gets an email with the alarm. Deliveries have emails of their own. */
  mailsAlarm: boolean;
  /** What usually ends it, for who opens the case. */
  remedy: string;
}

/** How long after its cause a case that owes a fan something is an alarm, milliseconds. */
export const alarmAfterMs = 5 * 60_000;

/** The facts of each kind. */
export const caseKindFacts: Record<CaseKind, CaseKindFacts> = {
  paidWithoutTickets: {
    name: 'Paid without tickets',
    roles: ['support', 'finance'],
    limitHours: 1,
    owesFan: true,
    mailsAlarm: true,
    remedy: 'Refund it on the order, unless its tickets can still be given.',
  },
  paymentUnknown: {
    name: 'Payments without an answer',
    roles: ['support'],
    limitHours: 1,
    owesFan: true,
    mailsAlarm: true,
    remedy: 'Ask Stripe on the order how the payment stands. It ends with the payment’s outcome.',
  },
  lateMoney: {
    name: 'Money that came too late',
    roles: ['support', 'finance'],
    limitHours: 1,
    owesFan: true,
    mailsAlarm: true,
    remedy: 'Its refund is on the way and ends this by itself.',
  },
  refundFailed: {
    name: 'Refunds that failed',
    roles: ['support', 'finance'],
    limitHours: 4,
    owesFan: true,
    mailsAlarm: true,
    remedy: 'Send the refund again on the order, or pay it another way.',
  },
  eventRefund: {
    name: 'Canceled events, refund not asked',
    roles: ['support'],
    limitHours: 1,
    owesFan: true,
    mailsAlarm: true,
    remedy: 'Refund the order by hand, then say on the order that it is done.',
  },
  holdStuck: {
    name: 'Holds past their deadline',
    roles: ['support'],
    limitHours: 1,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Timers are behind: look at the health of the worker. It ends with the hold.',
  },
  deliveryProblem: {
    name: 'Tickets refused or failed',
    roles: ['support', 'staff'],
    limitHours: 24,
    owesFan: true,
    mailsAlarm: false,
    remedy: 'Give the fan other tickets, send these again, or refund the order.',
  },
  deliveryOverdue: {
    name: 'Fans whose tickets are late',
    // Staff have the deliveries themselves.
    roles: ['support'],
    limitHours: 0,
    owesFan: true,
    mailsAlarm: false,
    remedy: 'The consignor or staff send the tickets. It ends when they are sent.',
  },
  disputeDue: {
    name: 'Disputes to answer',
    roles: ['finance', 'support'],
    limitHours: null,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Look through its evidence and submit it. It ends when Stripe has it.',
  },
  lossUndecided: {
    name: 'Lost sales to decide',
    roles: ['finance'],
    limitHours: 72,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Decide on the consignor’s page who bears it. Until then nothing of the sale is paid or claimed.',
  },
  payoutRefused: {
    name: 'Payouts refused or come back',
    roles: ['finance'],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy:
      'Look at why on the payout, then pay it once more or leave it to a later run. It ends when it is sent again or left. One that Stripe didn’t take back is closed here.',
  },
  approvalWaits: {
    name: 'Waits for a second person',
    roles: ['support', 'finance', 'staff'],
    limitHours: 4,
    owesFan: false,
    mailsAlarm: false,
    remedy:
      'Somebody else than who asked looks at it on its page, and approves or declines it. Unanswered it ends after a day.',
  },
  moneyOutside: {
    name: 'Money moved in Stripe’s dashboard',
    roles: ['support', 'finance'],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Check that the order is as it should be, then say on the order that it is done.',
  },
  otherAttention: {
    name: 'Other orders that need attention',
    roles: ['support'],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Look at the order, then say there that it is done.',
  },
  message: {
    name: 'Messages from fans',
    roles: ['support'],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Answer by email from here, then close it. An answer of the fan opens it again.',
  },
  emailFailed: {
    name: 'Emails that weren’t delivered',
    roles: ['support'],
    limitHours: 4,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Send it again, to a corrected address if need be, or set it aside.',
  },
  emailTextFailed: {
    name: 'Edited emails that fail',
    roles: [],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy:
      'Correct its text, or go back to an earlier one or to the default. Publishing ends it. No email was lost.',
  },
  stripeEventFailed: {
    name: 'Stripe’s events that failed',
    roles: ['support'],
    limitHours: 1,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Process the event again.',
  },
  jobFailed: {
    name: 'Jobs that gave up',
    roles: [],
    limitHours: 1,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Run the job again once its cause is gone, or drop it with a reason.',
  },
  noticesHeld: {
    name: 'Notices that can’t be made',
    roles: [],
    limitHours: 4,
    owesFan: false,
    mailsAlarm: false,
    remedy:
      'A fault of the program or the database, which the text names: report it to who runs the server. Other notices go on, and these are made once it is mended.',
  },
  channelFailed: {
    name: 'Channels that take no messages',
    roles: [],
    limitHours: 4,
    owesFan: false,
    mailsAlarm: false,
    remedy:
      'Do what the text says, then send a test under Settings: what waits is sent then. It ends with the first message that is taken.',
  },
  difference: {
    name: 'Statistics that differ',
    roles: ['finance'],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'The next recount that finds no difference ends it.',
  },
  balanceDifference: {
    name: 'Differences in Stripe’s balance',
    roles: ['finance'],
    limitHours: 24,
    owesFan: false,
    mailsAlarm: false,
    remedy: 'Say on its day what explains it. It ends then, or when Stripe and the books agree.',
  },
};

/** The kinds that somebody with these roles works on. */
export const kindsOf = (roles: readonly Role[]): CaseKind[] =>
  caseKinds.filter(
    (kind) => roles.includes('admin') || caseKindFacts[kind].roles.some((role) => roles.includes(role)),
  );
