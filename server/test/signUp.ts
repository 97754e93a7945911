/** A fan makes an account, by the email's link. */
import type { Session } from '@holdfast/shared/accounts';
import type { Answer, Fan } from './fan.ts';
import { newestToken } from './invitationLinks.ts';
import type { TestApp } from './runningApp.ts';

/** @param headers of the request that makes the account */
export async function signUp(
  app: Pick<TestApp, 'context'>,
  fan: Fan,
  { email, ...given }: { name: string; email: string; password: string },
  headers: Record<string, string> = {},
): Promise<Answer<Session & { errors: Array<{ field: string; message: string }> }>> {
  await fan.ask('POST', '/sign-ups', { email });
  const token = await newestToken(app, email.toLowerCase(), { kind: 'emailConfirmation' });
  return fan.ask('POST', '/email-confirmations/sign-up', { token, ...given }, headers);
}
