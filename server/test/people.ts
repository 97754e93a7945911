/** People of an application under test. */
import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/shared/accounts';
import { addPerson } from '../src/accounts/index.ts';
import { Fan, shortly } from './fan.ts';
import type { TestApp } from './runningApp.ts';

interface Options {
  name?: string;
  /** The consignor of a consignor's login. */
  consignorId?: string | null;
}

/** A new person with these roles, signed in, with the id. */
export async function somebody(
  running: TestApp,
  roles: Role[],
  { name = `Some ${roles[0]}`, consignorId = null }: Options = {},
): Promise<{ who: Fan; id: string }> {
  // Without digits: by chance they read as a card number, which no request may hold.
  const email = `${roles[0]}-${randomUUID().replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))}@example.com`;
  const password = 'a long enough one';
  const { id } = await addPerson(running.context.db, { name, email, password, roles, consignorId });
  const who = new Fan(running);
  await signInSurely(who, email, password);
  return { who, id };
}

/**
 * Signs in, again where a busy machine couldn't count the try in time, as the answer asks for: whoever goes on without a
 * session fails far from the cause.
 * @throws Error when it is refused
 */
export async function signInSurely(who: Fan, email: string, password: string): Promise<void> {
  for (;;) {
    const { status, body } = await who.signIn(email, password);
    if (status < 300) return;
    if (status !== 503) throw new Error(`the sign-in answered ${status} ${JSON.stringify(body)}`);
    await shortly();
  }
}

/** A new person with this role, signed in. */
export async function signedIn(running: TestApp, role: Role, name?: string): Promise<Fan> {
  return (await somebody(running, [role], { name })).who;
}
