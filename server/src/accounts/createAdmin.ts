/**
 * `npm run admin:create -- name mail`: makes an administrator, and asks for the password without showing it. An address that
 * has an account gets the role and keeps its password; then the name isn't needed.
 */
import { databaseOfCommand } from '../platform/databaseOfCommand.ts';
import { openDatabase } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import { askPassword } from './askPassword.ts';
import { accountAt, makeAdministrator } from './makeAdministrator.ts';

const given = process.argv.slice(2);
const email = given.at(-1) ?? '';
const name = given.length > 1 ? (given[0] as string) : '';
if (!email.includes('@')) {
  console.error('Say who: npm run admin:create -- "Ruth Adeyemi" ruth@example.com');
  process.exit(1);
}

const database = await databaseOfCommand();
const db = openDatabase(database.url, { max: 2, onError: () => {} });
try {
  const known = await accountAt(db, email);
  if (!known && name === '')
    throw new Problem('not_found', `Nobody has the address ${email}. Give a name too.`);
  const password = known ? null : await askPassword('Password (at least 10 characters): ');
  const person = await makeAdministrator(db, { name, email, password });
  console.log(`${person.name} (${person.email}) is an administrator now.`);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  const errors = (error.members.errors ?? []) as Array<{ message: string }>;
  console.error(errors.length > 0 ? errors.map(({ message }) => message).join('\n') : error.message);
  process.exitCode = 1;
} finally {
  await db.destroy();
  await database.release();
}
