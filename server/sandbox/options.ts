import { z } from 'zod';
import type { Log } from './store/writer.ts';

const number = z.coerce.number();

/** How to start the sandbox. */
export const sandboxOptions = z.object({
  /** 0 takes a free port. */
  port: number.default(0),
  host: z.string().default('127.0.0.1'),
  /** The address for browsers, for the bank's page, when it isn't `host` and `port`. */
  publicUrl: z.string().optional(),
  databaseUrl: z.string(),
  /** The PostgreSQL schema that the sandbox creates and owns. */
  schema: z.string().default('sandbox'),
  secretKey: z.string(),
  publishableKey: z.string(),
  webhookSecret: z.string(),
  /** Signs the events of connected accounts, which Stripe sends to an endpoint of their own; left out: as the others. */
  connectWebhookSecret: z.string().optional(),
  /** Where webhooks are sent; while it is null they wait. */
  webhookUrl: z.string().nullable().default(null),
  /** The merchant's name on the bank's page. */
  merchantName: z.string().default('Test shop'),
  log: z.custom<Log>().default(() => () => {}),
  /** How many records stay in memory (about 3 kB each); older ones are read from the database. */
  maxRecords: number.default(20_000),
  /** How long to wait for the lock of a process that was just killed, ms. */
  lockWaitMs: number.default(2000),
  /** How long `close` waits for responses, and then for the database, ms: much longer than either takes. */
  closeWithinMs: number.default(5000),
  webhookConcurrency: number.default(32),
});
export type SandboxOptions = z.input<typeof sandboxOptions>;
