/** Who may be sent reports of the books: people of the back office who may read them. */
import { query, type Trx } from '../platform/db/index.ts';

/** Somebody of the back office. */
export interface Reader {
  id: string;
  name: string;
  email: string;
  mayRead: boolean;
}

const mayRead = `('finance' = ANY (roles) OR 'admin' = ANY (roles)) AND deactivated_at IS NULL`;

/** Everybody who may read reports, and these people, whether they may or not; by name. */
export const readersOf = (trx: Trx, alsoIds: readonly string[]): Promise<Reader[]> =>
  query<Reader>(
    trx,
    `SELECT id, name, email, ${mayRead} AS "mayRead" FROM accounts_people_named WHERE ${mayRead} OR id = ANY($1::text[])
     ORDER BY lower(name), id`,
    [alsoIds],
  );
