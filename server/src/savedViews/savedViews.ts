/** Views of lists that people of the back office named: their own, and those that others share. */
import type { newSavedView, SavedView } from '@holdfast/shared/savedViews';
import type { z } from 'zod';
import { audit, type Principal } from '../platform/audit.ts';
import { brokenConstraint, type Columns, queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { SavedView as View } from './SavedView.ts';

type Row = Columns<View> & { person_name: string };

const rowsText =
  'SELECT w.*, p.name AS person_name FROM saved_views w JOIN accounts_people_named p ON p.id = w.person_id';

const present = (row: Row, me: string): SavedView => ({
  id: row.id,
  page: row.page,
  name: row.name,
  query: row.query,
  shared: row.shared,
  mine: row.person_id === me,
  by: row.person_name,
  createdAt: row.created_at.toISOString(),
});

/** Own ones first, each in the order of their making. */
export async function listSavedViews(
  trx: Trx,
  page: string,
  me: string,
): Promise<{ data: SavedView[]; total: number }> {
  const rows = await queryPrepared<Row>(
    trx,
    `${rowsText} WHERE w.page = $1 AND (w.person_id = $2 OR w.shared) ORDER BY w.person_id <> $2, w.id`,
    [page, me],
  );
  return { data: rows.map((row) => present(row, me)), total: rows.length };
}

/** @throws Problem `view_exists` when this person has one of that name on that page */
export async function saveView(
  trx: Trx,
  view: z.output<typeof newSavedView>,
  principal: Principal,
): Promise<SavedView> {
  const id = newId('savedView');
  try {
    await View.query(trx).insert({ id, personId: principal.by, ...contentOf(view) });
  } catch (error) {
    if (brokenConstraint(error) !== 'saved_views_person_id_page_name_key') throw error;
    throw new Problem(
      'view_exists',
      `You have a view named “${view.name}”. Choose another name, or drop it first.`,
    );
  }
  await audit(trx, principal, [{ what: 'view.save', subject: id, after: contentOf(view) }]);
  const [row] = await queryPrepared<Row>(trx, `${rowsText} WHERE w.id = $1`, [id]);
  return present(row as Row, principal.by);
}

const contentOf = ({ page, name, query, shared }: Pick<View, 'page' | 'name' | 'query' | 'shared'>) => ({
  page,
  name,
  query,
  shared,
});

/** Drops one's own. @throws Problem `not_found` for another's */
export async function dropView(trx: Trx, id: string, principal: Principal): Promise<void> {
  const dropped = await View.query(trx)
    .findOne({ id, person_id: principal.by })
    .delete()
    .returning('*')
    .first();
  if (!dropped) throw notFound('view');
  await audit(trx, principal, [{ what: 'view.drop', subject: id, before: contentOf(dropped) }]);
}

/** Views of one consignor's rows show another one's from now on, which has them. */
export async function moveViews(trx: Trx, fromId: string, intoId: string): Promise<void> {
  await queryPrepared(
    trx,
    'UPDATE saved_views SET query = replace(query, $1, $2) WHERE strpos(query, $1) > 0',
    [fromId, intoId],
  );
}
