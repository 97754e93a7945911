import type { Engine } from '../platform/actors/index.ts';
import type { Trx } from '../platform/db/index.ts';

/** One row that breaks an invariant. */
export interface Violation {
  /** The invariant's id, `1.counters`; the figure is its number in domain.md, "Invariants"; 9 are those of the catalogue. */
  invariant: string;
  /** The id of what breaks it. */
  subject: string;
  detail: string;
}

export interface Invariant {
  id: string;
  says: string;
  check(trx: Trx, engine: Engine): Promise<Array<{ subject: string; detail: string }>>;
}
