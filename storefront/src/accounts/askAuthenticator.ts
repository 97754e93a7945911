/** The browser's dialog for passkeys. The library comes when it is asked for. */
import type { NewPasskey, PasskeyOptions, PasskeySignIn } from '@holdfast/shared/accounts';

import { ShownError } from '../ui/useSubmission.ts';

/** Whether this browser knows passkeys, on this site: they need a secure page. */
export const knowsPasskeys = (): boolean =>
  typeof window !== 'undefined' && window.isSecureContext && 'PublicKeyCredential' in window;

/** @throws ShownError when the person closes the dialog, or has no fitting device */
export async function makePasskey(options: PasskeyOptions): Promise<NewPasskey['credential']> {
  const { startRegistration } = await import('@simplewebauthn/browser');
  return asked(() => startRegistration({ optionsJSON: options as never }) as Promise<never>);
}

/** @throws ShownError as `makePasskey` */
export async function signWithPasskey(options: PasskeyOptions): Promise<PasskeySignIn['credential']> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  return asked(() => startAuthentication({ optionsJSON: options as never }) as Promise<never>);
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isKnown = error instanceof Error && error.name === 'InvalidStateError';
    throw new ShownError(
      isKnown
        ? 'This device has a passkey of your account already.'
        : 'No passkey was given. Try again, or use another device.',
    );
  }
}
