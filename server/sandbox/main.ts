/** The sandbox as a process of its own. It prints `{"url":"http://…"}` when it accepts requests. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startSandbox } from './startSandbox.ts';

const flags = z.object({
  'database-url': z.string(),
  'secret-key': z.string(),
  'publishable-key': z.string(),
  'webhook-secret': z.string(),
  'webhook-url': z.string().optional(),
  'public-url': z.string().optional(),
  'merchant-name': z.string().default('Test shop'),
  schema: z.string().default('sandbox'),
  host: z.string().default('127.0.0.1'),
  port: z.coerce.number().default(0),
});
const options = Object.fromEntries(
  Object.keys(flags.shape).map((name) => [name, { type: 'string' as const }]),
);
const given = flags.safeParse(parseArgs({ options }).values);
if (!given.success) {
  const names = given.error.issues.map(({ path }) => `--${path.join('.')}`).join(', ');
  process.stderr.write(`The sandbox gateway needs valid values of ${names}.\n`);
  process.exit(2);
}

const fail = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

try {
  const { port, host, schema } = given.data;
  const sandbox = await startSandbox({
    port,
    host,
    schema,
    merchantName: given.data['merchant-name'],
    publicUrl: given.data['public-url'],
    databaseUrl: given.data['database-url'],
    secretKey: given.data['secret-key'],
    publishableKey: given.data['publishable-key'],
    webhookSecret: given.data['webhook-secret'],
    webhookUrl: given.data['webhook-url'] ?? null,
    // Standard output has one line with the gateway's address; only problems are logged besides.
    log: (level, message, details) => {
      if (level !== 'info') process.stderr.write(`${JSON.stringify({ level, message, ...details })}\n`);
    },
  });
  process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => sandbox.close().then(() => process.exit(0), fail));
} catch (error) {
  fail(error);
}
