/** `npm run admin:create`, as its own process. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'vitest';
import { it } from '../../test/fixtures.ts';
import { askPassword } from './askPassword.ts';
import { checkPassword } from './people.ts';

const command = join(import.meta.dirname, 'createAdmin.ts');

function run(url: string, args: string[], typed: string): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, DATABASE_URL: url } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
  child.stdin.end(typed);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

it('makes an administrator, and promotes an account without asking for a password', async ({
  database,
  db,
}) => {
  const password = 'long enough for anybody';
  const made = await run(database.url, ['Ruth Adeyemi', 'ruth@example.com'], `${password}\n`);
  expect(made).toMatchObject({
    code: 0,
    said: expect.stringContaining('Ruth Adeyemi (ruth@example.com) is an administrator'),
  });
  expect(made.said).not.toContain(password);
  const rolesBySignIn = async () => {
    const { personId } = await checkPassword(db, 'ruth@example.com', password);
    return (await db('people').where({ id: personId }).first()).roles;
  };
  expect(await rolesBySignIn()).toEqual(['admin']);

  await db('people')
    .where({ email: 'ruth@example.com' })
    .update({ roles: ['fan'], deactivated_at: new Date() });
  expect((await run(database.url, ['RUTH@example.com'], '')).code).toBe(0);
  expect(await rolesBySignIn()).toEqual(['fan', 'admin']);
  const log = await db('audit_entries').where({ what: 'person.makeAdministrator' }).orderBy('id');
  expect(log).toMatchObject([{ before: null }, { before: { roles: ['fan'], isActive: false } }]);

  const short = await run(database.url, ['Ann Keller', 'ann@example.com'], 'short\n');
  expect(short).toMatchObject({ code: 1, said: expect.stringContaining('Use at least 10 characters.') });
  expect((await run(database.url, ['nobody@example.com'], '')).code).toBe(1);
});

it('shows nothing of what is typed at a terminal', async () => {
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: () => input,
  }) as unknown as NodeJS.ReadStream;
  const output = new PassThrough();
  const asked = askPassword('Password: ', input, output);
  (input as unknown as PassThrough).write('a secret one\r');
  expect(await asked).toBe('a secret one');
  expect(String(output.read())).toBe('Password: \n');
});
