/** The staff as administrators read them. */
import {
  givenRoles,
  type StaffMember,
  type StaffMemberShown,
  type staffQuery,
} from '@holdfast/shared/accounts';
import type { z } from 'zod';
import { type Columns, query, type Trx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/problem.ts';
import type { Person } from '../Person.ts';
import { openSessionsOf } from '../sessions.ts';
import type { StaffWork } from './handOver.ts';

type Row = Columns<Person> & { sessions: number; second_factor: boolean };

const ofStaff = `p.roles && ARRAY['${givenRoles.join("', '")}']::text[]`;
const sessionsOf = `(SELECT count(*)::int FROM sessions s WHERE s.person_id = p.id AND s.expires_at > now())`;
const factorOf = `EXISTS (SELECT 1 FROM second_factors f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL)`;
const sorts = {
  name: 'lower(p.name)',
  lastSignInAt: 'p.last_sign_in_at',
  createdAt: 'p.created_at',
} as const;

const present = (row: Row): StaffMember => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: row.roles,
  createdAt: row.created_at.toISOString(),
  lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
  deactivatedAt: row.deactivated_at?.toISOString() ?? null,
  secondFactor: row.second_factor,
  sessions: row.sessions,
});

/** $1: words of name or address; $2: whether they are active. */
const matches = `${ofStaff} AND ($1::text IS NULL OR lower(p.name || ' ' || p.email) LIKE $1)
  AND ($2::boolean IS NULL OR (p.deactivated_at IS NULL) = $2)`;

export async function listStaff(
  trx: Trx,
  { q, state, sort, order, page, perPage }: z.output<typeof staffQuery>,
): Promise<{ data: StaffMember[]; total: number }> {
  const asked = [
    q ? `%${q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%` : null,
    state === undefined ? null : state === 'active',
  ];
  const rows = await query<Row>(
    trx,
    `SELECT p.*, ${sessionsOf} AS sessions, ${factorOf} AS second_factor FROM people p WHERE ${matches}
     ORDER BY ${sorts[sort]} ${order === 'desc' ? 'DESC NULLS LAST' : 'ASC NULLS FIRST'}, p.id LIMIT $3 OFFSET $4`,
    [...asked, perPage, (page - 1) * perPage],
  );
  const [count] = await query<{ total: number }>(
    trx,
    `SELECT count(*)::int AS total FROM people p WHERE ${matches}`,
    asked,
  );
  return { data: rows.map(present), total: count?.total ?? 0 };
}

/** @throws Problem `not_found` for who was never of the staff */
export async function showStaffMember(trx: Trx, work: StaffWork, id: string): Promise<StaffMemberShown> {
  const [row] = await query<Row>(
    trx,
    `SELECT p.*, ${sessionsOf} AS sessions, ${factorOf} AS second_factor FROM people p WHERE p.id = $1 AND ${ofStaff}`,
    [id],
  );
  if (!row) throw notFound('person');
  return {
    ...present(row),
    openSessions: await openSessionsOf(trx, id),
    work: await work.count(trx, id),
  };
}
