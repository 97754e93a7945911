/** What an endpoint is told of, in words. */
import type { ChangeSubject } from '@holdfast/shared/changes';
import { isMachineKind, lookOf } from '../ui/states.ts';

/** Kinds of things, as pages call them. */
export const subjectNames: Readonly<Record<ChangeSubject, string>> = {
  listing: 'Listings',
  import: 'Imported files',
  reservation: 'Holds and orders',
  payment: 'Payments',
  refund: 'Refunds',
  dispute: 'Disputes',
  delivery: 'Deliveries',
  case: 'Cases',
  waiting: 'Waiting lists',
  handover: 'Tickets sent to a friend',
  payout: 'Payouts',
  approval: 'Approvals',
  export: 'Exports',
};

/** A state of a kind: `Paid`. */
export const stateName = (subject: string, state: string): string =>
  isMachineKind(subject) ? lookOf(subject, state).word : state;

/** `Listings: all; Holds and orders: Paid`. */
export function typesText(types: readonly string[]): string {
  const bySubject = Map.groupBy(types, (type) => type.split('.')[0] as ChangeSubject);
  return [...bySubject]
    .map(([subject, own]) => {
      const states = own.map((type) => type.slice(subject.length + 1));
      const said = states.includes('*') ? 'all' : states.map((state) => stateName(subject, state)).join(', ');
      return `${subjectNames[subject] ?? subject}: ${said}`;
    })
    .join('; ');
}
