/** Imports and rows that wait for staff. */
import { query, type Trx } from '../platform/db/index.ts';
import { waitingCounter } from '../platform/waitingRows.ts';

/** Counts rows that wait for a game to be chosen or a price to be confirmed. */
export const importRowsWaiting = waitingCounter({
  from: 'import_rows r JOIN imports i ON i.id = r.import_id',
  where: `r.waits AND i.state = 'checked'`,
  since: 'i.created_at',
  owner: 'i.owner_id',
});

export interface WaitingImport {
  id: string;
  file_name: string;
  consignor_name: string;
  created_at: Date;
}

/** The files in a state, the oldest first. */
export function importsIn(trx: Trx, state: 'checked' | 'toMap', most: number): Promise<WaitingImport[]> {
  return query<WaitingImport>(
    trx,
    `SELECT i.id, i.file_name, c.name AS consignor_name, i.created_at FROM imports i JOIN consignors_named c ON c.id = i.consignor_id
     WHERE i.state = $1 ORDER BY i.created_at LIMIT $2`,
    [state, most],
  );
}
