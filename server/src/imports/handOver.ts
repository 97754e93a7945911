/** Imports of somebody who leaves the staff go to a colleague, or to nobody. */
import { audit, type Principal } from '../platform/audit.ts';
import { query, type Trx } from '../platform/db/index.ts';

const isOpen = `i.state NOT IN ('done', 'undone', 'failed')`;

/** The imports that somebody settles. */
export async function importsOwned(trx: Trx, personId: string): Promise<number> {
  const [row] = await query<{ imports: number }>(
    trx,
    `SELECT count(*)::int AS imports FROM imports i WHERE i.owner_id = $1 AND ${isOpen}`,
    [personId],
  );
  return row?.imports ?? 0;
}

export async function handOverImports(
  trx: Trx,
  from: string,
  to: string | null,
  principal: Principal,
): Promise<void> {
  const imports = await query<{ id: string }>(
    trx,
    `UPDATE imports i SET owner_id = $2 WHERE i.owner_id = $1 AND ${isOpen} RETURNING i.id`,
    [from, to],
  );
  await audit(
    trx,
    principal,
    imports.map(({ id }) => ({
      what: 'import.assign',
      subject: id,
      before: { ownerId: from },
      after: { ownerId: to },
    })),
  );
}
