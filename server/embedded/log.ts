/** Where the embedded server is logged; pino's logger and `console` both fit. */
export type EmbeddedLog = {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
};

/** An expected failure of the embedded server, as a sentence with the remedy. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
