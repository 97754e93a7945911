/** How the audit coverage test calls a route of the back office, and what the log must contain then. */
import type { Role } from '@holdfast/shared/accounts';
import type { Bench } from './testBench.ts';

/** One expected row of the audit log. */
export interface ExpectedEntry {
  what: string;
  /** Default: the id of what the request created. */
  subject?: string;
  reason?: string;
  /** What `before` must contain at least; null: there was nothing before. */
  before: Record<string, unknown> | null;
  /** What `after` must contain at least; null: there is nothing any more. */
  after: Record<string, unknown> | null;
}

/** A request that is ready to be sent. */
export interface Prepared {
  /** With its ids filled in. */
  path: string;
  /** A string is sent unchanged, anything else as JSON. */
  body?: unknown;
}
/** A changing request. */
export interface PreparedAction extends Prepared {
  /** All rows that the log must contain for this request, in order. */
  entries: ExpectedEntry[];
}
/** A request that reads a secret. */
export interface PreparedReading extends Prepared {
  what: string;
  subject: string;
  reason: string;
}

interface Called {
  /** Method and path as the endpoint declares them. */
  route: string;
  /** Which action, when a route has several. */
  action?: string;
  by: Role;
}

/** One way to call a route. */
export type Case = Called &
  (
    | { does: 'changes'; prepare(bench: Bench): Promise<PreparedAction> }
    /** Reads a secret: it is logged, and only the log changes. */
    | { does: 'reads'; prepare(bench: Bench): Promise<PreparedReading> }
    /** A preview: changes nothing at all. */
    | { does: 'previews'; prepare(bench: Bench): Promise<Prepared> }
  );

/** A case that changes something. */
export const changes = (called: Called, prepare: (bench: Bench) => Promise<PreparedAction>): Case => ({
  ...called,
  does: 'changes',
  prepare,
});
/** A case that reads a secret: it is logged, and only the log changes. */
export const reads = (called: Called, prepare: (bench: Bench) => Promise<PreparedReading>): Case => ({
  ...called,
  does: 'reads',
  prepare,
});
/** A case of a preview: it changes nothing at all. */
export const previews = (called: Called, prepare: (bench: Bench) => Promise<Prepared>): Case => ({
  ...called,
  does: 'previews',
  prepare,
});

/** Whether before and after show the change: something was created or removed, or a field in both differs. */
export function namesChange(before: unknown, after: unknown): boolean {
  if (isEmpty(before) || isEmpty(after)) return isEmpty(before) !== isEmpty(after);
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return Object.keys(old).some(
    (name) => name in now && JSON.stringify(old[name]) !== JSON.stringify(now[name]),
  );
}

const isEmpty = (value: unknown) =>
  value === null || typeof value !== 'object' || Object.keys(value).length === 0;
