/** What the queues and decisions of the back office are called, and where their rows are. */
import type { Decision, WorkQueue } from '@holdfast/shared/today';

export const queueWords: Record<WorkQueue['queue'], { name: string; to: string }> = {
  toApprove: { name: 'To approve', to: '/to-approve' },
  toPrice: { name: 'To price', to: '/to-price' },
  delistRequested: { name: 'Delist requested', to: '/delist-asked' },
  inHandPassed: { name: 'In-hand date passed', to: '/in-hand-passed' },
  eventSoonUnsold: { name: 'Within 48 h and unsold', to: '/soon-unsold' },
  deliveriesLate: { name: 'Tickets not sent in time', to: '/deliveries?queue=overdue' },
  deliveryProblems: { name: 'Tickets refused or failed', to: '/deliveries?queue=problem' },
  deliveriesToSend: { name: 'Tickets to send', to: '/deliveries' },
  importRows: { name: 'Import rows to match', to: '/imports?show=waits' },
  outsideEvents: { name: 'Events to match', to: '/matching' },
  attention: { name: 'Orders that need attention', to: '/reservations?state=attention' },
  paying: { name: 'Paying now', to: '/reservations?state=pending.paying' },
  refundsFailed: { name: 'Refunds that failed', to: '/payments?refund=failed' },
  balance: { name: 'Differences in Stripe’s balance', to: '/balance-days' },
  disputes: { name: 'Disputes to answer', to: '/disputes?group=unanswered' },
  eventsFailed: { name: 'Stripe’s events that failed', to: '/stripe-events?group=waiting' },
  failedEmails: { name: 'Emails that failed', to: '/emails?state=failed' },
  jobsFailed: { name: 'Jobs that gave up', to: '/jobs' },
};

export const decisionWords: Record<Decision['what'], { head: string; act: string }> = {
  gameChanged: { head: 'A feed calls off or moves a game', act: 'Decide' },
  delistWhileHeld: { head: 'Withdraw while a fan holds', act: 'Decide' },
  aboveCap: { head: 'Above the legal cap', act: 'Look at them' },
  rulesBegin: { head: 'New percentages begin', act: 'Check the what-if' },
  importReady: { head: 'Import ready', act: 'Look at it' },
  importToMap: { head: 'Unknown columns', act: 'Say what they are' },
  draftWaits: { head: 'Draft of percentages', act: 'Decide' },
  statisticsDiffer: { head: 'Statistics differ', act: 'Look at them' },
};
