/** The site to which passkeys belong. Source: WebAuthn Level 3, 5.1.2: a domain, never an address in numbers. */
import { isIP } from 'node:net';
import type { AppContext } from '../../platform/appContext.ts';
import { fieldsRefused, Problem } from '../../platform/problem.ts';

/** The library, loaded when the first passkey is asked for: that takes as long as half a start of the application. */
export const webAuthn = () => import('@simplewebauthn/server');

/**
 * @returns the domain, and the origin of pages that may ask
 * @throws Problem `nothing_to_do` where the site's address is a number, such as 127.0.0.1
 */
export function relyingParty({ publicUrl }: Pick<AppContext, 'publicUrl'>): { id: string; origin: string } {
  const { hostname, origin } = new URL(publicUrl);
  if (isIP(hostname.replace(/^\[|\]$/g, '')) !== 0)
    throw new Problem(
      'nothing_to_do',
      'Passkeys need a site with a name. Open it at its name, not at a number.',
    );
  return { id: hostname, origin };
}

/**
 * What an authenticator answered, once it was right.
 * @throws Problem `validation_failed` of the field for everything that the library refuses, whose texts are for developers
 */
export async function verified<T extends { verified: boolean }>(
  field: string,
  verify: () => Promise<T>,
): Promise<Extract<T, { verified: true }>> {
  const answer = await verify().catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    return null;
  });
  if (!answer?.verified)
    throw fieldsRefused([
      { field, code: 'wrong', message: 'This passkey wasn’t accepted. Try again, or use another one.' },
    ]);
  return answer as Extract<T, { verified: true }>;
}
