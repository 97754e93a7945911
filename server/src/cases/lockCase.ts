import type { Role } from '@holdfast/shared/accounts';
import { type CaseKind, type CaseState, kindsOf } from '@holdfast/shared/cases';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';

/** What a command reads of the case that it changes. */
export interface LockedCase {
  id: string;
  kind: CaseKind;
  subject: string;
  reservation_id: string | null;
  owner_id: string | null;
  state: CaseState;
  version: number;
}

/** A case that these roles work on, locked until the transaction ends. @throws Problem `not_found` */
export async function lockCase(trx: Trx, id: string, roles: readonly Role[]): Promise<LockedCase> {
  const [row] = await queryPrepared<LockedCase>(
    trx,
    `SELECT id, kind, subject, reservation_id, owner_id, state, version FROM cases
     WHERE id = $1 AND kind = ANY($2::text[]) FOR NO KEY UPDATE`,
    [id, kindsOf(roles)],
  );
  if (!row) throw notFound('case');
  return row;
}
