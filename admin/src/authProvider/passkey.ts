import { call, Refusal } from '../dataProvider/http.ts';

/**
 * Asks the browser for a passkey of this site, and sends it.
 * @param path below /api that takes it
 * @throws Refusal when none was given, or it isn't taken
 */
export async function givePasskey(path: string): Promise<void> {
  const optionsJSON = await call<never>('/session/passkey-options', { method: 'POST' });
  // The library comes when it is asked for.
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const credential = await startAuthentication({ optionsJSON }).catch(() => {
    throw new Refusal('No passkey was given. Try again, or use another device.', 400, null);
  });
  await call(path, { method: 'POST', body: { credential } });
}
