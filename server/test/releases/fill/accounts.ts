/** Fills accounts: the code of a first run, invitations that wait, were accepted and were withdrawn, and a closed one. */
import type { PasskeyOptions } from '@holdfast/shared/accounts';
import { openSetUp } from '../../../src/accounts/index.ts';
import { appCode } from '../../appCode.ts';
import { testAppContext } from '../../appContext.ts';
import { createAuthenticator } from '../../authenticator.ts';
import { Fan } from '../../fan.ts';
import { newestToken } from '../../invitationLinks.ts';
import { somebody } from '../../people.ts';
import type { TestApp } from '../../runningApp.ts';
import { signUp } from '../../signUp.ts';
import { posted } from './listings.ts';

const password = 'long enough for anybody';

/** The code that a start without an administrator and without the demo prints. */
export async function fillSetUp(url: string): Promise<void> {
  const { db, config, close } = await testAppContext(url);
  try {
    await openSetUp({ db, config: { ...config, demo: false } });
  } finally {
    await close();
  }
}

/** Fills the tables of accounts. */
export async function fillAccounts(running: TestApp, publicUrl: string): Promise<void> {
  const { who: admin } = await somebody(running, ['admin'], { name: 'Ruth Adeyemi' });
  const invited = (name: string) =>
    posted(admin, '/admin/invitations', { email: `${name}@example.com`, roles: ['support'] });
  await invited('waits');
  await admin.ask('POST', `/admin/invitations/${(await invited('withdrawn')).id}/withdraw`);
  await new Fan(running).ask('POST', '/password-resets', { email: 'forgets@example.com' });
  await new Fan(running).ask('POST', '/sign-ups', { email: 'begins@example.com' });
  const currentPassword = 'a long enough one';
  await passkeys(admin, publicUrl, currentPassword);
  const { secret } = await posted<{ secret: string }>(admin, '/account/second-factor', { currentPassword });
  await admin.ask('POST', '/account/second-factor/confirm', { code: appCode(secret) });
  await closedAccount(running);
  await invited('accepts');
  const token = await newestToken(running, 'accepts@example.com');
  await new Fan(running).ask('POST', '/invitations/accept', { token, name: 'Luis Ferreira', password });
}

/** Somebody who closed their account: the hash of the address is kept for an hour. */
async function closedAccount(running: TestApp): Promise<void> {
  const fan = new Fan(running);
  await signUp(running, fan, { name: 'Inge Closes', email: 'closes@example.com', password });
  const { status } = await fan.ask('POST', '/account/close', { currentPassword: password });
  if (status !== 204) throw new Error(`closing an account answered ${status}`);
}

/** One that was added, and one that was begun. */
async function passkeys(owner: Fan, publicUrl: string, currentPassword: string): Promise<void> {
  const options = () =>
    posted<PasskeyOptions & { challenge: string }>(owner, '/account/passkeys/options', { currentPassword });
  const credential = createAuthenticator(publicUrl).register(await options());
  await posted(owner, '/account/passkeys', { name: 'My phone', credential });
  await options();
}
