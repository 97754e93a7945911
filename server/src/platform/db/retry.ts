const brokenByPostgres = new Set(['40001', '40P01']);

/** Whether PostgreSQL ended the transaction for the sake of others: a serialisation cycle or a deadlock. */
export const worthARetry = (code: string | undefined) => code !== undefined && brokenByPostgres.has(code);
