/** What the queues and decisions of the back office are called, and where their rows are. */
import { type CaseKind, caseKindFacts, caseKinds } from '@holdfast/shared/cases';
import type { Decision, WorkQueue } from '@holdfast/shared/today';

export const queueWords: Record<WorkQueue['queue'], { name: string; to: string }> = {
  toApprove: { name: 'To approve', to: '/to-approve' },
  toPrice: { name: 'To price', to: '/to-price' },
  delistRequested: { name: 'Delist requested', to: '/delist-asked' },
  inHandPassed: { name: 'In-hand date passed', to: '/in-hand-passed' },
  eventSoonUnsold: { name: 'Within 48 h and unsold', to: '/soon-unsold' },
  deliveriesLate: { name: 'Tickets not sent in time', to: '/deliveries?queue=overdue' },
  deliveriesToSend: { name: 'Tickets to send', to: '/deliveries' },
  importRows: { name: 'Import rows to match', to: '/imports?show=waits' },
  outsideEvents: { name: 'Events to match', to: '/matching' },
  ...(Object.fromEntries(
    caseKinds.map((kind) => [kind, { name: caseKindFacts[kind].name, to: `/cases?kind=${kind}` }]),
  ) as Record<CaseKind, { name: string; to: string }>),
};

export const decisionWords: Record<Decision['what'], { head: string; act: string }> = {
  gameChanged: { head: 'A game is called off or moves', act: 'Decide' },
  delistWhileHeld: { head: 'Withdraw while a fan holds', act: 'Decide' },
  aboveCap: { head: 'Above the legal cap', act: 'Look at them' },
  rulesBegin: { head: 'New percentages begin', act: 'Check the what-if' },
  importReady: { head: 'Import ready', act: 'Look at it' },
  importToMap: { head: 'Unknown columns', act: 'Say what they are' },
  draftWaits: { head: 'Draft of percentages', act: 'Decide' },
  statisticsDiffer: { head: 'Statistics differ', act: 'Look at them' },
};
