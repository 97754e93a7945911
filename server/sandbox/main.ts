/** The sandbox as a process of its own. It prints `{"url":"http://…"}` when it accepts requests. */
import { parseArgs } from 'node:util';
import { sandboxOptions } from './options.ts';
import { startSandbox } from './startSandbox.ts';

const settings = sandboxOptions.omit({ log: true });
/** `databaseUrl` is `--database-url`. */
const flagOf = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const names = Object.keys(settings.shape);
const { values } = parseArgs({
  options: Object.fromEntries(names.map((name) => [flagOf(name), { type: 'string' as const }])),
});
const given = settings.safeParse(Object.fromEntries(names.map((name) => [name, values[flagOf(name)]])));
if (!given.success) {
  const wrong = given.error.issues.map(({ path }) => `--${flagOf(path.join('.'))}`).join(', ');
  process.stderr.write(`The sandbox gateway needs valid values of ${wrong}.\n`);
  process.exit(2);
}

const fail = (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

try {
  const sandbox = await startSandbox({
    ...given.data,
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
