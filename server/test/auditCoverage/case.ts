/** A route of the back office as the proof of the audit log calls it, and what the log must say then. */
import type { Role } from '@holdfast/shared/accounts';
import type { Bench } from './testBench.ts';

export interface ExpectedEntry {
  what: string;
  /** Left out: the id that the answer gives to what was made. */
  subject?: string;
  reason?: string;
  /** What it must hold at least; null: there was nothing before. */
  before: Record<string, unknown> | null;
  /** Likewise; null: there is nothing any more. */
  after: Record<string, unknown> | null;
}

export interface Prepared {
  /** With its ids filled in. */
  path: string;
  /** A text goes as it is, anything else as JSON. */
  body?: unknown;
}
export interface PreparedAction extends Prepared {
  /** All that the log must hold of this request, in its order. */
  entries: ExpectedEntry[];
}
export interface PreparedReading extends Prepared {
  what: string;
  subject: string;
  reason: string;
}

interface Called {
  /** Method and path as the endpoint declares them. */
  route: string;
  /** Where a route does several things: which. */
  action?: string;
  by: Role;
}

export type Case = Called &
  (
    | { does: 'changes'; prepare(bench: Bench): Promise<PreparedAction> }
    /** Shows a secret: logged, though nothing but the log changes. */
    | { does: 'reads'; prepare(bench: Bench): Promise<PreparedReading> }
    /** Looks ahead: changes nothing at all. */
    | { does: 'looks'; prepare(bench: Bench): Promise<Prepared> }
  );

export const changes = (called: Called, prepare: (bench: Bench) => Promise<PreparedAction>): Case => ({
  ...called,
  does: 'changes',
  prepare,
});
export const loaders = (called: Called, prepare: (bench: Bench) => Promise<PreparedReading>): Case => ({
  ...called,
  does: 'reads',
  prepare,
});
export const looks = (called: Called, prepare: (bench: Bench) => Promise<Prepared>): Case => ({
  ...called,
  does: 'looks',
  prepare,
});

/**
 * Whether before and after say what changed: something came to be, something went, or a field that both name differs.
 */
export function namesChange(before: unknown, after: unknown): boolean {
  if (isEmpty(before) || isEmpty(after)) return isEmpty(before) !== isEmpty(after);
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return Object.keys(old).some(
    (name) => name in now && JSON.stringify(old[name]) !== JSON.stringify(now[name]),
  );
}

const isEmpty = (value: unknown) =>
  value === null || typeof value !== 'object' || Object.keys(value).length === 0;
