/**
 * The check that a guest is a person, where their network has reached its limit of holds. One answer of the widget allows one
 * hold; whatever can't be verified counts as no answer.
 * Turnstile and hCaptcha verify alike: a form in, `success` and `error-codes` out.
 * Sources: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/ and https://docs.hcaptcha.com/
 */
import type { CaptchaQuestion } from '@holdfast/shared/reservations';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import type { CaptchaConfig } from '../platform/config.ts';
import { Problem } from '../platform/problem.ts';

/** Milliseconds. A fan waits for it with seats in mind. */
const timeoutMs = 5_000;

/** Codes that say that the keys are wrong, and not the token. */
const isOfKeys = /-input-secret$|^sitekey-secret-mismatch$|^invalid-sitekey$/;

const verdict = z.object({ success: z.boolean(), 'error-codes': z.array(z.string()).default([]) });

/** Whether the verifier takes the token: once, and within minutes of its making. */
export async function isPerson(
  { log }: Pick<AppContext, 'log'>,
  { name, siteverify, sendsSiteKey, siteKey, secretKey }: CaptchaConfig,
  token: string,
): Promise<boolean> {
  try {
    const response = await fetch(siteverify, {
      method: 'POST',
      body: new URLSearchParams({
        secret: secretKey,
        response: token,
        ...(sendsSiteKey ? { sitekey: siteKey } : {}),
      }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { success, 'error-codes': errors } = verdict.parse(await response.json());
    if (errors.some((code) => isOfKeys.test(code)))
      log.error({ errors }, `${name} refuses ${name.toUpperCase()}_SECRET_KEY: guests can’t pass its check`);
    return success;
  } catch (error) {
    log.warn({ err: error }, `${name} could not be asked: the guest is asked again`);
    return false;
  }
}

/** A refusal by the limit of the network, as the question that lets a person past it; others stay what they are. */
export function orAskForProof(refused: Problem, captcha: CaptchaConfig | null): Problem {
  if (captcha === null || refused.code !== 'too_many_holds' || refused.members.by !== 'network')
    return refused;
  return new Problem(
    'captcha_required',
    'Many holds of this event came from your network address. Send the hold again with `captchaToken`, or sign in.',
    {
      provider: captcha.provider,
      siteKey: captcha.siteKey,
      script: captcha.script,
    } satisfies CaptchaQuestion,
  );
}
