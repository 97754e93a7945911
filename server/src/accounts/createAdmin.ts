/** `npm run admin:create -- name mail`: the first administrator; asks for the password, or reads it from standard input. */
import { createInterface } from 'node:readline/promises';
import { signUp } from '@holdfast/shared/accounts';
import { databaseOfCommand } from '../platform/databaseOfCommand.ts';
import { openDatabase } from '../platform/db/index.ts';
import { parse } from '../platform/http/index.ts';
import { Problem } from '../platform/problem.ts';
import { addPerson } from './people.ts';

const [name = '', email = ''] = process.argv.slice(2);
if (name === '' || email === '') {
  console.error('Say who: npm run admin:create -- "Ruth Adeyemi" ruth@example.com');
  process.exit(1);
}
const prompt = createInterface({ input: process.stdin, output: process.stderr });
const password = (await prompt.question('Password (at least 10 characters): ')).trim();
prompt.close();

const database = await databaseOfCommand();
const db = openDatabase(database.url, { max: 2, onError: () => {} });
try {
  const person = await addPerson(db, { ...parse(signUp, { name, email, password }), roles: ['admin'] });
  console.log(`${person.name} (${person.email}) is an administrator now.`);
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await db.destroy();
  await database.release();
}
