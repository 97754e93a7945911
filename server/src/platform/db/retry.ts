const brokenByPostgres = new Set(['40001', '40P01']);

/** Whether PostgreSQL ended the transaction for the sake of others: a serialisation cycle or a deadlock. */
export const worthARetry = (code: string | undefined) => code !== undefined && brokenByPostgres.has(code);

const codeOf = (error: unknown) => (error as { code?: string } | null)?.code;

/** Whether a statement was ended since it waited for a lock for too long. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === '55P03';

/** Whether PostgreSQL ended a statement since it took, or waited, longer than its connection's limits. */
export function isOverTime(error: unknown): boolean {
  const inner = (error as { nativeError?: unknown } | null)?.nativeError ?? error;
  return isLockTimeout(inner) || codeOf(inner) === '57014';
}
