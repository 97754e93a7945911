/** The newest account and the newest consignor, by whose names the back office shows emails that say little else of them. */
import type { FindLatest, Letter } from '../emailTemplates/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { queryPrepared } from '../platform/db/index.ts';

const ofNewest =
  (text: string) =>
  (letterOf: (name: string, app: AppContext) => Letter): FindLatest =>
  async (trx, app) => {
    const [row] = await queryPrepared<{ name: string }>(trx, text);
    return row ? letterOf(row.name, app) : null;
  };

/** @param letterOf what it would be told */
export const ofNewestAccount = ofNewest(
  `SELECT name FROM accounts_people_named WHERE deactivated_at IS NULL AND name <> '' ORDER BY id DESC LIMIT 1`,
);

/** @param letterOf what they would be told */
export const ofNewestConsignor = ofNewest(
  'SELECT name FROM consignors_named WHERE deactivated_at IS NULL AND merged_into IS NULL AND NOT is_marketplace ORDER BY id DESC LIMIT 1',
);
