/** One-time links of emails, as their readers find them. */
import { eventually } from './fan.ts';
import type { TestApp } from './runningApp.ts';

/** The token in the newest email to this address; waits until it is written. @param kind of the email */
export async function newestToken(
  { context: { db } }: Pick<TestApp, 'context'>,
  to: string,
  { kind = 'invitation', count = 1 } = {},
): Promise<string> {
  const written = () => db('emails').where({ to_address: to, kind }).orderBy('created_at');
  await eventually(`${count} emails of ${kind} to ${to}`, async () => (await written()).length >= count);
  const token = /#([\w-]{43})/.exec((await written()).at(-1).text_body)?.[1];
  if (token === undefined) throw new Error('The email has no link.');
  return token;
}
