/** Where the launcher says what it does; pino's logger and `console` both fit. */
export type EmbeddedLog = {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
};

/** An expected failure of the embedded server, in one sentence that a person can act on. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
