import type { OwnFactor } from '@holdfast/shared/accounts';
import { ApiProblem } from '@holdfast/shared/apiClient';
import { type ReactNode, useState } from 'react';
import { api } from '../api/api.ts';
import { ShownError } from '../ui/useSubmission.ts';
import { knowsPasskeys, signWithPasskey } from './askAuthenticator.ts';
import { CodeField } from './CodeField.tsx';
import { CurrentPasswordField } from './passwordFields.tsx';

type Given = (name: string) => string;

/** What a form's refusals say where it asks for a proof. */
export const proofSentences = {
  validation_failed: null,
  second_factor_required: 'Give the code that your app shows now.',
  sign_in_failed: 'This passkey isn’t one of your account. Nothing was changed.',
} as const;

/**
 * Who gave no proof lately shows that it is them in the same form, by what they have as a second factor: password and code, or a passkey.
 * @param by what they have
 */
export function useOwnerProof(by: OwnFactor) {
  const [isAsked, setAsked] = useState(false);
  /** Sends what asks for a proof; where one is wanted first, the form asks for it from now on, and nothing was sent. */
  async function send(given: Given, request: () => Promise<void>): Promise<void> {
    if (isAsked) {
      await (by === 'passkey' ? provePasskey() : provePassword(given));
      setAsked(false);
    }
    try {
      await request();
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.problem.code !== 'fresh_proof_required') throw error;
      setAsked(true);
    }
  }
  const fields = (errors: Record<string, string>): ReactNode =>
    isAsked && (
      <fieldset className="proof-fields">
        <legend>Show that it is you</legend>
        {by === 'passkey' ? (
          <p role="status">
            Your password alone changes nothing here. Press the button again, and give your passkey when your
            browser asks for it. It counts for half an hour.
          </p>
        ) : (
          <>
            <CurrentPasswordField error={errors.currentPassword} />
            <CodeField error={errors.code} />
          </>
        )}
      </fieldset>
    );
  return { send, fields };
}

const provePassword = (given: Given) =>
  api.prove({ currentPassword: given('currentPassword'), code: given('code') });

async function provePasskey(): Promise<void> {
  if (!knowsPasskeys())
    throw new ShownError(
      'This browser can’t use passkeys on this page. Nothing was changed. Use the device that has it.',
    );
  await api.provePasskey({ credential: await signWithPasskey(await api.beginPasskeySignIn()) });
}

/** Why somebody without a second factor can't go on, and where they set one up. @param what begins the sentence: `Bank data is` */
export const SecondFactorMissing = ({ what, so }: { what: string; so: string }) => (
  <p>
    {what} changed only with a second factor, so that your password alone {so}.{' '}
    <a href="/account">Set one up on your account’s page</a> (an authenticator app or a passkey), then come
    back.
  </p>
);
