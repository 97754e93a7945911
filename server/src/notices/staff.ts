/** Who of the staff is told of something: resolved when it happens. */
import type { Role } from '@holdfast/shared/accounts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';

/** Somebody of the staff with their roles. */
export interface Reader {
  id: string;
  roles: readonly Role[];
}

/** Everybody of the staff who can sign in. */
export const staffReaders = (trx: Trx): Promise<Reader[]> =>
  queryPrepared<Reader>(
    trx,
    `SELECT id, roles FROM accounts_people_named
     WHERE roles && ARRAY['staff', 'finance', 'support', 'admin']::text[] AND deactivated_at IS NULL ORDER BY id`,
  );

/** Those with one of these roles, administrators among them; not whoever did it themselves. */
export const readersWith = (readers: readonly Reader[], roles: readonly Role[], by: string): string[] =>
  readers
    .filter(
      ({ id, roles: own }) => id !== by && [...roles, 'admin' as const].some((role) => own.includes(role)),
    )
    .map(({ id }) => id);
