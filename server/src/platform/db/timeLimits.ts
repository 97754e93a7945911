/** How long statements may take: so that one that waits for a lock doesn't keep others waiting behind it. */
import type { Knex } from 'knex';

/** Limits of a connection's statements, milliseconds; 0: none. */
export interface TimeLimits {
  /** How long a statement may wait for one lock. */
  lockMs: number;
  /** How long it may take in all. */
  statementMs: number;
}

/** Of worker, commands and tests: their work is as long as it needs to be. */
export const noLimits: TimeLimits = { lockMs: 0, statementMs: 0 };

/** The settings with which a connection is opened. */
export function limitsOfConnection({ lockMs, statementMs }: TimeLimits): {
  lock_timeout?: number;
  statement_timeout?: number;
} {
  return {
    ...(lockMs > 0 ? { lock_timeout: lockMs } : {}),
    ...(statementMs > 0 ? { statement_timeout: statementMs } : {}),
  };
}

/** The statements of this transaction may take long: a file of everything is read. */
export async function allowLong(trx: Knex.Transaction): Promise<void> {
  await trx.raw('SET LOCAL statement_timeout = 0');
}
