/** Who works on cases. */
import type { Colleague, Role } from '@holdfast/shared/accounts';
import { type CaseKind, caseKindFacts, kindsOf } from '@holdfast/shared/cases';
import { audit, type Principal } from '../platform/audit.ts';
import { query, queryPrepared, type Trx } from '../platform/db/index.ts';
import { fieldsRefused } from '../platform/problem.ts';
import { lockCase } from './lockCase.ts';

const workers = (roles: readonly Role[]) =>
  `SELECT id, name, roles FROM accounts_people_named
   WHERE roles && ARRAY[${['admin', ...roles].map((role) => `'${role}'`).join(', ')}]::text[] AND deactivated_at IS NULL`;
const everyRole: readonly Role[] = ['support', 'finance', 'staff'];

/** Who may work on cases of a kind, or on any, by name. */
export async function caseWorkers(trx: Trx, kind?: CaseKind): Promise<Colleague[]> {
  const rows = await query<Colleague>(
    trx,
    `${workers(kind ? caseKindFacts[kind].roles : everyRole)} ORDER BY lower(name), id`,
  );
  return rows.map(({ id, name }) => ({ id, name }));
}

/** @throws Problem `validation_failed` for somebody who doesn't work on such cases */
export async function requireCaseWorker(trx: Trx, personId: string, kind?: CaseKind): Promise<void> {
  const [found] = await query(
    trx,
    `SELECT 1 AS found FROM (${workers(kind ? caseKindFacts[kind].roles : everyRole)}) w WHERE w.id = $1`,
    [personId],
  );
  if (!found)
    throw fieldsRefused([
      {
        field: 'ownerId',
        code: 'unknown',
        message: 'This person doesn’t work on such cases. Choose a colleague, or nobody.',
      },
    ]);
}

/** Says who works on a case. @throws Problem `not_found`; `validation_failed` as `requireCaseWorker` */
export async function assignCase(
  trx: Trx,
  id: string,
  ownerId: string | null,
  { roles, principal }: { roles: readonly Role[]; principal: Principal },
): Promise<void> {
  const { kind, owner_id: before } = await lockCase(trx, id, roles);
  if (before === ownerId) return;
  if (ownerId !== null) await requireCaseWorker(trx, ownerId, kind);
  await queryPrepared(trx, 'UPDATE cases SET owner_id = $2 WHERE id = $1', [id, ownerId]);
  await audit(trx, principal, [
    { what: 'case.assign', subject: id, before: { ownerId: before }, after: { ownerId } },
  ]);
}

/** The cases that somebody works on and that aren't done. */
export async function casesOwned(trx: Trx, personId: string): Promise<number> {
  const [row] = await query<{ cases: number }>(
    trx,
    'SELECT count(*)::int AS cases FROM cases WHERE owner_id = $1 AND case_is_pending(state)',
    [personId],
  );
  return row?.cases ?? 0;
}

/** Cases of somebody who leaves the staff go to a colleague who works on their kind, the others to nobody. */
export async function handOverCases(
  trx: Trx,
  from: string,
  to: string | null,
  principal: Principal,
): Promise<void> {
  const [receiver] = await query<{ roles: Role[] }>(
    trx,
    'SELECT roles FROM accounts_people_named WHERE id = $1',
    [to],
  );
  const cases = await query<{ id: string; owner_id: string | null }>(
    trx,
    `UPDATE cases SET owner_id = CASE WHEN kind = ANY($3::text[]) THEN $2::text END
     WHERE owner_id = $1 AND case_is_pending(state) RETURNING id, owner_id`,
    [from, to, kindsOf(receiver?.roles ?? [])],
  );
  await audit(
    trx,
    principal,
    cases.map(({ id, owner_id: ownerId }) => ({
      what: 'case.assign',
      subject: id,
      before: { ownerId: from },
      after: { ownerId },
    })),
  );
}
