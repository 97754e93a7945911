import { parseArgs } from 'node:util';
import { startSandbox } from './startSandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'merchant-name': { type: 'string', default: 'Test shop' },
    'public-url': { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    'database-url': { type: 'string' },
    schema: { type: 'string', default: 'sandbox' },
    'secret-key': { type: 'string' },
    'publishable-key': { type: 'string' },
    'webhook-secret': { type: 'string' },
    'webhook-url': { type: 'string' },
  },
});

function required(name: 'database-url' | 'secret-key' | 'publishable-key' | 'webhook-secret'): string {
  const value = values[name];
  if (value !== undefined) return value;
  process.stderr.write(`The sandbox gateway needs --${name}.\n`);
  process.exit(2);
}

try {
  const sandbox = await startSandbox({
    port: Number(values.port),
    host: values.host,
    merchantName: values['merchant-name'],
    ...(values['public-url'] === undefined ? {} : { publicUrl: values['public-url'] }),
    databaseUrl: required('database-url'),
    schema: values.schema,
    secretKey: required('secret-key'),
    publishableKey: required('publishable-key'),
    webhookSecret: required('webhook-secret'),
    webhookUrl: values['webhook-url'] ?? null,
    // Standard output has one line with the gateway's address; only problems are logged besides.
    log: (level, message, details) => {
      if (level !== 'info') process.stderr.write(`${JSON.stringify({ level, message, ...details })}\n`);
    },
  });
  process.stdout.write(`${JSON.stringify({ url: sandbox.url })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      sandbox.close().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
