/**
 * `npm test`: the tests, and `npm run check` beside them, so that two cores aren't idle while tests wait for a browser or a
 * process. Arguments go to vitest. What the check complains about is printed as soon as it ends, and fails the run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const shell = process.platform === 'win32';

// The compiler is a Go program: collecting its garbage a quarter as often saves a third of its CPU, for 200 MB more.
const check = spawn('npm', ['run', '--silent', 'check'], {
  stdio: ['ignore', 'pipe', 'pipe'],
  shell,
  env: { ...process.env, GOGC: process.env.GOGC ?? '400' },
});
const checked = outcomeOf(check).then(({ code, output }) => {
  if (code !== 0) console.error(`\nnpm run check failed (${code}):\n${output}`);
  return code;
});
const tests = spawn('npx', ['vitest', 'run', ...process.argv.slice(2)], { stdio: 'inherit', shell });
const tested = new Promise<number>((resolve, reject) => {
  tests.once('error', reject).once('exit', (code) => resolve(code ?? 1));
});

const codes = await Promise.all([checked, tested]);
console.log(codes[0] === 0 ? 'npm run check: nothing to complain about' : 'npm run check failed: see above');
process.exitCode = codes.find((code) => code !== 0) ?? 0;

/** @returns the exit code, and all that the process wrote */
async function outcomeOf(child: ChildProcess): Promise<{ code: number; output: string }> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
  const written = [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : ''));
  const [code, ...output] = await Promise.all([ended, ...written]);
  return { code, output: output.join('') };
}
