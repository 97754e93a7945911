/** People of a house under test. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { addPerson } from '../src/accounts/index.ts';
import { Fan } from './fan.ts';
import type { TestedHouse } from './runningHouse.ts';

/** Somebody new in this role, signed in. */
export async function signedIn(running: TestedHouse, role: Role, name = `Some ${role}`): Promise<Fan> {
  const email = `${role}-${randomUUID()}@example.com`;
  const password = 'a long enough one';
  await addPerson(running.house.db, { name, email, password, roles: [role] });
  const browser = new Fan(running);
  await browser.signIn(email, password);
  return browser;
}
