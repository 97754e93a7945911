/** People of a house under test. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { addPerson } from '../src/accounts/index.ts';
import { Fan } from './fan.ts';
import type { TestedHouse } from './runningHouse.ts';

interface Wishes {
  name?: string;
  /** Whom a consignor sells for. */
  consignorId?: string | null;
}

/** Somebody new in these roles, signed in, and their id. */
export async function somebody(
  running: TestedHouse,
  roles: Role[],
  { name = `Some ${roles[0]}`, consignorId = null }: Wishes = {},
): Promise<{ who: Fan; id: string }> {
  const email = `${roles[0]}-${randomUUID()}@example.com`;
  const password = 'a long enough one';
  const { id } = await addPerson(running.house.db, { name, email, password, roles, consignorId });
  const who = new Fan(running);
  await who.signIn(email, password);
  return { who, id };
}

/** Somebody new in this role, signed in. */
export async function signedIn(running: TestedHouse, role: Role, name?: string): Promise<Fan> {
  return (await somebody(running, [role], { name })).who;
}
