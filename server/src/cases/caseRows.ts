/** A case as lists and its page show it. */
import type { Role } from '@holdfast/shared/accounts';
import { type CaseKind, type CaseRow, type CaseState, type caseQuery, kindsOf } from '@holdfast/shared/cases';
import type { z } from 'zod';
import { listPage, type OrderKey, queryPrepared, type Trx } from '../platform/db/index.ts';

/** A case's row with the names beside it. */
export interface NamedCase {
  id: string;
  kind: CaseKind;
  subject: string;
  reservation_id: string | null;
  text: string;
  since: Date;
  due_at: Date | null;
  is_present: boolean;
  times: number;
  owner_id: string | null;
  owner_name: string | null;
  snoozed_until: Date | null;
  closed_at: Date | null;
  close_reason: string | null;
  state: CaseState;
  version: number;
  code: string | null;
  event_name: string | null;
  /** What a request for a second person is about, while it waits. */
  asked_about: string | null;
}

export const namedColumns = `k.id, k.kind, k.subject, k.reservation_id, k.text, k.since, k.due_at, k.is_present, k.times, k.owner_id,
  k.snoozed_until, k.closed_at, k.close_reason, k.state, k.version, p.name AS owner_name, r.code, e.name AS event_name, a.subject AS asked_about`;
export const namedFrom = `FROM cases k LEFT JOIN accounts_people_named p ON p.id = k.owner_id
  LEFT JOIN reservations_orders r ON r.id = k.reservation_id LEFT JOIN catalog_calendar e ON e.id = r.event_id
  LEFT JOIN approvals_waiting a ON k.kind = 'approvalWaits' AND a.id = k.subject`;

/** On which page of the back office each kind's cause is worked, besides its order's. */
const pages: Partial<Record<CaseKind, (subject: string) => string>> = {
  deliveryProblem: (id) => `/deliveries/${id}/show`,
  deliveryOverdue: (id) => `/deliveries/${id}/show`,
  disputeDue: (id) => `/disputes/${id}/show`,
  lossUndecided: (subject) => `/payables/${subject.split('/')[0]}/show`,
  payoutRefused: (id) => `/payouts/${id}/show`,
  emailFailed: () => '/emails?state=failed',
  emailTextFailed: (key) => `/email-templates/${key}`,
  stripeEventFailed: (id) => `/stripe-events/${id}/show`,
  jobFailed: () => '/jobs',
  channelFailed: () => '/settings',
  difference: () => '/statistics',
  balanceDifference: () => '/balance-days',
};

/** Where a request about no order is decided. */
function askedPage(subject: string | null): string | null {
  if (subject === null) return null;
  return subject.startsWith('evt_') ? `/events/${subject}/show` : `/payables/${subject}/show`;
}

export function presentCase(row: NamedCase): CaseRow {
  const { id, kind, state, version, text, times } = row;
  const page =
    pages[kind]?.(row.subject) ??
    (row.reservation_id ? `/reservations/${row.reservation_id}/show` : askedPage(row.asked_about));
  return {
    id,
    kind,
    state,
    version,
    text,
    page: kind === 'message' && row.reservation_id === null ? null : page,
    order:
      row.reservation_id === null || row.code === null
        ? null
        : { id: row.reservation_id, code: row.code, event: row.event_name ?? '' },
    since: row.since.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    owner:
      row.owner_id === null || row.owner_name === null ? null : { id: row.owner_id, name: row.owner_name },
    snoozedUntil: row.snoozed_until?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    times,
  };
}

/** The cases of an order, the open ones first. */
export async function casesOf(
  trx: Trx,
  reservationId: string,
): Promise<Array<{ id: string; kind: CaseKind; state: CaseState; owner: string | null }>> {
  return queryPrepared(
    trx,
    `SELECT k.id, k.kind, k.state, p.name AS owner FROM cases k LEFT JOIN accounts_people_named p ON p.id = k.owner_id
     WHERE k.reservation_id = $1 ORDER BY case_is_open(k.state) DESC, case_is_pending(k.state) DESC, k.since DESC`,
    [reservationId],
  );
}

const viewConditions: Record<z.output<typeof caseQuery>['view'], string> = {
  open: 'case_is_open(k.state)',
  alarmed: `k.state = 'alarmed'`,
  snoozed: `k.state = 'snoozed'`,
  closed: `k.state = 'closed'`,
  all: 'true',
};
const sorts = { since: 'k.since', dueAt: 'k.due_at', closedAt: 'k.closed_at' } as const;

/** One page of the cases that these roles work on. @param me whose own `owner=me` are */
export async function listCases(
  trx: Trx,
  asked: z.output<typeof caseQuery>,
  { roles, me }: { roles: readonly Role[]; me: string | null },
): Promise<{ data: CaseRow[]; total: number; next: string | null }> {
  const values: unknown[] = [
    asked.kind ? kindsOf(roles).filter((kind) => kind === asked.kind) : kindsOf(roles),
  ];
  const conditions = ['k.kind = ANY($1::text[])', viewConditions[asked.view]];
  const when = (value: unknown, condition: (parameter: string) => string) => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (asked.owner === 'none') conditions.push('k.owner_id IS NULL');
  else when(asked.owner === 'me' ? me : asked.owner, (p) => `k.owner_id = ${p}`);
  when(asked.reservationId, (p) => `k.reservation_id = ${p}`);
  when(
    asked.q ? `%${asked.q.replaceAll(/[\\%_]/g, '\\$&')}%` : undefined,
    (p) => `(r.code ILIKE ${p} OR r.email ILIKE ${p} OR k.text ILIKE ${p})`,
  );
  const keys: OrderKey[] = [
    { by: sorts[asked.sort], type: 'timestamptz', order: asked.order, nullable: asked.sort !== 'since' },
    { by: 'k.id', type: 'text', order: asked.order },
  ];
  const { rows, total, next } = await listPage<NamedCase>(
    trx,
    { columns: namedColumns, from: namedFrom, where: conditions.join(' AND '), values, keys },
    asked,
  );
  return { data: rows.map(presentCase), total, next };
}

/** What cases are about, by their ids: for who names them among other machines. */
export function caseSubjects(
  trx: Trx,
  ids: readonly string[],
): Promise<Array<{ id: string; name: string; about: string; reservation_id: string | null }>> {
  return queryPrepared(
    trx,
    `SELECT k.id, k.text AS name, coalesce(r.code, '') AS about, k.reservation_id ${namedFrom} WHERE k.id = ANY($1::text[])`,
    [ids],
  );
}

/** Cases as notices name them, by their ids. */
export const casesNoticed = (
  trx: Trx,
  ids: readonly string[],
): Promise<Array<{ id: string; kind: CaseKind; text: string }>> =>
  queryPrepared(trx, 'SELECT id, kind, text FROM cases WHERE id = ANY($1::text[])', [ids]);
