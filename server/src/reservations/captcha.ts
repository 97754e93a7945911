/**
 * The check that a guest is a person, where their network has reached its limit of holds. One answer of the widget allows one
 * hold; whatever can't be verified counts as no answer.
 * Source: https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
 */
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import type { CaptchaConfig } from '../platform/config.ts';
import { Problem } from '../platform/problem.ts';

/** Milliseconds. A fan waits for it with seats in mind. */
const timeoutMs = 5_000;

const verdict = z.object({ success: z.boolean(), 'error-codes': z.array(z.string()).default([]) });

/** Whether the verifier takes the token: once, and within minutes of its making. */
export async function isPerson(
  { log }: Pick<AppContext, 'log'>,
  { apiBase, secretKey }: CaptchaConfig,
  token: string,
): Promise<boolean> {
  try {
    const response = await fetch(`${apiBase}/turnstile/v0/siteverify`, {
      method: 'POST',
      body: new URLSearchParams({ secret: secretKey, response: token }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    const { success, 'error-codes': errors } = verdict.parse(await response.json());
    if (errors.some((code) => code.endsWith('-input-secret')))
      log.error({ errors }, 'Turnstile refuses TURNSTILE_SECRET_KEY: guests can’t pass its check');
    return success;
  } catch (error) {
    log.warn({ err: error }, 'Turnstile could not be asked: the guest is asked again');
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
    { siteKey: captcha.siteKey, script: `${captcha.apiBase}/turnstile/v0/api.js?render=explicit` },
  );
}
