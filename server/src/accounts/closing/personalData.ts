/** What other rooms keep of somebody who has an account. They do their part when it is exported or closed. */
import type { Person } from '@holdfast/shared/accounts';
import type { Trx } from '../../platform/db/index.ts';

export interface PersonalData {
  /** By heading, as plain JSON. */
  export(trx: Trx, person: Person): Promise<Record<string, unknown>>;
  /** Why the account can't be closed now, as a sentence with the remedy; null: it can. */
  obstacle(trx: Trx, person: Person): Promise<string | null>;
  /** Removes the address, and texts that name the person. Amounts and what happened stay. */
  erase(trx: Trx, person: Person): Promise<void>;
}
