/** react-admin's auth provider over the session, for the roles that may enter the back office. */
import type { Person, Role, Session } from '@holdfast/shared/accounts';
import { staffRoles } from '@holdfast/shared/accounts';
import type { MarketplaceShown } from '@holdfast/shared/marketplace';
import { setMarketplaceCurrency } from '@holdfast/shared/money';
import { forgetOfflineOrders } from '@holdfast/shared/offlineOrders';
import { setMarketplaceZone } from '@holdfast/shared/time';
import type { AuthProvider } from 'react-admin';
import { call, Refusal } from '../dataProvider/http.ts';
import { mayOpen } from './access.ts';
import { givePasskey } from './passkey.ts';

export { mayOpen, mayOpenAddress, roleNames } from './access.ts';

/** How long a session answer is cached, in milliseconds. */
const believedMs = 30_000;
let known: { at: number; session: Promise<Session> } | null = null;

/** Reads the session, from the cache while it is fresh. */
export function readSession(): Promise<Session> {
  if (!known || Date.now() - known.at > believedMs) {
    const session = sessionInItsZone();
    known = { at: Date.now(), session };
    session.catch(() => {
      known = null;
    });
  }
  return known.session;
}

/** The marketplace's zone and currency are known before anything that shows a time or an amount; without an answer the ones before stay. */
async function sessionInItsZone(): Promise<Session> {
  const [session] = await Promise.all([
    call<Session>('/session'),
    call<MarketplaceShown>('/marketplace').then(
      ({ timeZone, currency }) => {
        setMarketplaceZone(timeZone);
        setMarketplaceCurrency(currency);
      },
      () => {},
    ),
  ]);
  return session;
}

/** Whether one of these roles may enter the back office at all. */
export function mayEnter(roles: readonly Role[]): boolean {
  return roles.some((role) => staffRoles.includes(role));
}

async function requirePerson(): Promise<Person> {
  const { person, lacksSecondFactor } = await readSession();
  if (!person) throw new Refusal('Sign in first.', 401, null);
  if (!mayEnter(person.roles)) throw new Refusal('The back office is for those who work here.', 403, null);
  if (lacksSecondFactor) throw new Refusal('Set up a second factor first.', 403, null);
  return person;
}

/** What the sign-in page gives. */
export type SignInGiven = { email: string; password: string; code?: string } | { byPasskey: true };

export const authProvider: AuthProvider = {
  async login(given: SignInGiven) {
    if ('byPasskey' in given) await givePasskey('/session/passkey');
    else await call<Session>('/session', { method: 'POST', body: given });
    known = null;
    await requirePerson();
  },
  async logout() {
    const signedIn = await readSession().catch(() => null);
    // A person without a role here stays signed in to the storefront.
    if (signedIn?.person && mayEnter(signedIn.person.roles)) {
      await call('/session', { method: 'DELETE' });
      await forgetOfflineOrders();
    }
    known = null;
  },
  async checkAuth() {
    try {
      await requirePerson();
    } catch (error) {
      // A lost connection doesn't sign anybody out.
      if (error instanceof Refusal && error.status !== 401 && error.status !== 403) return;
      throw { message: false, redirectTo: '/login' };
    }
  },
  async checkError(error: Refusal) {
    if (error.status !== 401) return;
    known = null;
    throw { message: false, redirectTo: '/login' };
  },
  async getIdentity() {
    const person = await requirePerson();
    return { id: person.id, fullName: person.name, email: person.email, roles: person.roles };
  },
  async canAccess({ resource }) {
    const person = await requirePerson();
    return mayOpen(resource, person.roles);
  },
};
