/** One case with all that happened in it. */
import type { Role } from '@holdfast/shared/accounts';
import { type CaseShown, caseKindFacts, caseSteps, kindsOf } from '@holdfast/shared/cases';
import type { Engine } from '../platform/actors/index.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { notFound } from '../platform/problem.ts';
import { type NamedCase, namedColumns, namedFrom, presentCase } from './caseRows.ts';
import { caseHistory } from './history.ts';
import { caseWorkers } from './owners.ts';
import { contactOf } from './threads.ts';

/** @throws Problem `not_found` for one that these roles don't work on */
export async function showCase(
  trx: Trx,
  engine: Engine,
  id: string,
  roles: readonly Role[],
): Promise<CaseShown> {
  const [row] = await queryPrepared<NamedCase>(
    trx,
    `SELECT ${namedColumns} ${namedFrom} WHERE k.id = $1 AND k.kind = ANY($2::text[])`,
    [id, kindsOf(roles)],
  );
  if (!row) throw notFound('case');
  const accepts = (await engine.accepts(trx, [id])).get(id) ?? [];
  return {
    ...presentCase(row),
    remedy: caseKindFacts[row.kind].remedy,
    isPresent: row.is_present,
    closeReason: row.close_reason,
    contact: await contactOf(trx, id),
    accepts: caseSteps.filter((step) =>
      accepts.some(({ message, possible }) => message === step && possible !== 'no'),
    ),
    mayOwn: await caseWorkers(trx, row.kind),
    entries: (await caseHistory(trx, [id])).map(({ at, by, name, what, text }) => ({
      at: at.toISOString(),
      by: name ?? by ?? 'the fan',
      what,
      text,
    })),
  };
}
