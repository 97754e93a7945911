/** Asks the back office over HTTP, one request after the other, and measures time and processor time of an answer. */
import { demoAccounts } from '../src/accounts/index.ts';
import type { Database } from '../src/platform/db/index.ts';
import { type CpuMs, serverCpuMs } from './cpu.ts';
import { encode, load } from './load.ts';
import { inMs, recordResult } from './report.ts';

/** Seconds of a measurement. */
const seconds = 6;

/** @returns asks addresses of the back office in turn as somebody of a role; throws where an answer isn't 200 */
export async function asker(
  db: Database,
  port: number,
  role: (typeof demoAccounts)[number]['role'],
): Promise<(what: string, paths: string[], goal: string) => Promise<void>> {
  const account = demoAccounts.find((each) => each.role === role);
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: account?.email, password: account?.password }),
  });
  if (!response.ok) throw new Error(`signing in answered ${response.status}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  return async (what, paths, goal) => {
    if (paths.length === 0) throw new Error(`there is nothing to ask by: ${what}`);
    const requests = paths.map((path) =>
      encode({ method: 'GET', path: `/api/admin${path}`, headers: `cookie: ${cookie}\r\n` }),
    );
    let turn = 0;
    const next = () => requests[turn++ % requests.length] as string;
    await load(port, 1, 1, next);
    const before = await serverCpuMs(db);
    const { p50, p99, answers, statuses } = await load(port, 1, seconds, next);
    const used = await serverCpuMs(db);
    const cpu = (of: keyof CpuMs) => inMs((used[of] - before[of]) / answers);
    if (statuses.get(200) !== answers) throw new Error(`${what} answered ${JSON.stringify([...statuses])}`);
    recordResult({
      what,
      ours: `${inMs(p50)}, CPU: web ${cpu('product')}, database ${cpu('database')}`,
      goal,
      p50: inMs(p50),
      p99: inMs(p99),
    });
  };
}
