/** The first run: without an administrator the site shows a set-up page, guarded by a code that the server printed. */
import type { firstAdministrator, Person as Shown } from '@holdfast/shared/accounts';
import type { z } from 'zod';
import type { AppContext } from '../../platform/appContext.ts';
import { audit, type Principal } from '../../platform/audit.ts';
import { type Database, inTransaction, query, type Trx } from '../../platform/db/index.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';
import { Person } from '../Person.ts';
import { addPerson } from '../people.ts';
import { hashOfTypedCode, newTypedCode } from '../typedCode.ts';

/** How long a printed code opens the page. A restart prints another one. */
const hoursOpen = 24;

async function hasAdministrator(db: Database | Trx): Promise<boolean> {
  const found = await Person.query(db).whereRaw(`'admin' = ANY (roles)`).whereNull('deactivated_at').first();
  return found !== undefined;
}

/** Whether the set-up page is open: there is no administrator. */
export interface SetUp {
  isOpen(): Promise<boolean>;
  /** False once an administrator was seen, without asking: then there always is one, since the last can't go. */
  mayBeOpen(): boolean;
}

export function createSetUp({ db, config }: Pick<AppContext, 'db' | 'config'>): SetUp {
  // The demo makes its own administrator.
  let isOver = config.demo;
  return {
    async isOpen() {
      isOver ||= await hasAdministrator(db);
      return !isOver;
    },
    mayBeOpen: () => !isOver,
  };
}

/** @returns the code to print; null where there is an administrator, or the demo makes one */
export async function openSetUp(app: Pick<AppContext, 'db' | 'config'>): Promise<string | null> {
  if (!(await createSetUp(app).isOpen())) return null;
  const code = newTypedCode();
  await inTransaction(app.db, async (trx) => {
    await query(trx, 'DELETE FROM set_up_codes WHERE expires_at < now()');
    await query(
      trx,
      `INSERT INTO set_up_codes (code_hash, expires_at) VALUES ($1, now() + make_interval(hours => ${hoursOpen}))`,
      [hashOfTypedCode(code)],
    );
  });
  return code;
}

type Given = z.output<typeof firstAdministrator>;

/** What higher rooms keep of the first run. */
export interface FirstRun {
  /** Keeps what the marketplace is. */
  keepSettings(trx: Trx, given: NonNullable<Given['marketplace']>, principal: Principal): Promise<void>;
  /** Asks Stripe with the keys, outside of the transaction. @returns keeps them. @throws Problem `validation_failed` */
  askWithKeys(
    given: NonNullable<Given['stripe']>,
  ): Promise<(trx: Trx, principal: Principal) => Promise<void>>;
  /** Comes after the transaction. */
  done(): Promise<void>;
}

/** @throws Problem `validation_failed` for a wrong code */
export async function refuseWrongCode(db: Database | Trx, code: string): Promise<void> {
  const known = await db('set_up_codes')
    .where('code_hash', hashOfTypedCode(code))
    .whereRaw('expires_at > now()')
    .first();
  if (known) return;
  throw fieldsRefused([
    {
      field: 'code',
      code: 'wrong',
      message: 'This isn’t the code. It stands in the server’s log; after a day a restart prints a new one.',
    },
  ]);
}

/**
 * Makes the first administrator, and keeps the settings that were given; every code ends.
 * @throws Problem `nothing_to_do` when there is one; `validation_failed` for a wrong code or an address that has an account
 */
export async function setUpFirst(
  trx: Trx,
  { code, marketplace, stripe: _, ...person }: Given,
  {
    requestId,
    keepSettings,
    keepKeys,
  }: Pick<FirstRun, 'keepSettings'> & {
    requestId: string | null;
    keepKeys: Awaited<ReturnType<FirstRun['askWithKeys']>> | null;
  },
): Promise<Shown> {
  // Two that send the form at once: the second sees what the first made.
  await query(trx, 'LOCK TABLE set_up_codes IN EXCLUSIVE MODE');
  if (await hasAdministrator(trx))
    throw new Problem(
      'nothing_to_do',
      'There is an administrator already. Sign in, or ask them to invite you.',
    );
  await refuseWrongCode(trx, code);
  const made = await addPerson(trx, { ...person, roles: ['admin'] });
  await query(trx, 'DELETE FROM set_up_codes');
  await audit(trx, { by: made.id, requestId }, [
    {
      what: 'person.setUp',
      subject: made.id,
      before: null,
      after: { name: made.name, email: made.email, roles: made.roles },
    },
  ]);
  if (marketplace) await keepSettings(trx, marketplace, { by: made.id, requestId });
  await keepKeys?.(trx, { by: made.id, requestId });
  return made;
}
