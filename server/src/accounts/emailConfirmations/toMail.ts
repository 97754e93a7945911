import type { AppContext } from '../../platform/appContext.ts';
import type { Trx } from '../../platform/db/index.ts';
import { Person } from '../Person.ts';
import { confirmationLink, openConfirmations } from './links.ts';

/** What a confirmation's email says. */
export type ConfirmationMail =
  | { says: 'signUp'; email: string; link: string }
  | { says: 'confirm'; email: string; name: string; link: string }
  /** The address has an account: whoever asked gets no link to it. */
  | { says: 'accountExists'; email: string; name: string };

/** @returns null for a link that ended, and where an account with the address can't sign in */
export async function confirmationToMail(
  trx: Trx,
  app: AppContext,
  id: string,
): Promise<ConfirmationMail | null> {
  const found = await openConfirmations(trx).findById(id);
  if (!found) return null;
  const { email, personId } = found;
  const known = await Person.query(trx).whereRaw('lower(email) = ?', email).first();
  if (known && known.id !== personId)
    return known.deactivatedAt === null ? { says: 'accountExists', email, name: known.name } : null;
  const link = confirmationLink(app, id);
  if (personId === null) return { says: 'signUp', email, link };
  const person = await Person.query(trx).findById(personId);
  return person ? { says: 'confirm', email, name: person.name, link } : null;
}
