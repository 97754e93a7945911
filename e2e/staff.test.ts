/** Administrators invite, change and deactivate staff in the back office. */
import { newestToken } from '@holdfast/server/test/invitationLinks';
import { expect } from 'vitest';
import { open, press } from './fan/journey.ts';
import { test } from './fixtures.ts';
import { sees } from './page.ts';

const email = 'noor.haddad@example.com';

test('somebody is invited, accepts, gets another role, and is deactivated', async ({ app, admin, visit }) => {
  await admin.start();
  await admin.keys('g', 'f');
  await admin.title('Staff');
  expect(await admin.inspect('staff')).toEqual([]);
  await admin.keys('n');
  await admin.title('Invite somebody');
  await admin.press('Send the invitation');
  await admin.sees('Choose at least one role: reading access data is a permission beside another one.');
  expect(await admin.inspect('staff-invite')).toEqual([]);
  await admin.fill('Email', email);
  await admin.click('input[value="staff"]');
  await admin.press('Send the invitation');
  await admin.title('Staff');
  await admin.sees(`Invited waiting for their answer`);
  await admin.sees(email);
  const first = await newestToken(app, email);
  await admin.press('Send again');
  await admin.sees('gets a new link');
  const token = await newestToken(app, email, { count: 2 });
  expect(await admin.inspect('staff-invited')).toEqual([]);

  const { page } = visit;
  await open(page, `${app.url}/invitation#${first}`);
  await sees(page, 'This invitation is over');
  await page.goto('about:blank');
  await open(page, `${app.url}/invitation#${token}`);
  await sees(page, 'Welcome to the back office');
  expect(new URL(page.url()).hash).toBe('');
  const fields = await page.$$('main form input:not([type=hidden])');
  await fields[0]!.type('Noor Haddad');
  await fields[1]!.type('a password of her own');
  await press(page, 'Accept and sign in');
  await sees(page, 'Work queues');
  expect(page.url()).toContain('/admin/');

  await admin.page.reload();
  await admin.press('Noor Haddad');
  await admin.title('Noor Haddad');
  await admin.press('Change roles');
  await admin.click('aside input[value="finance"]');
  await admin.fill('Reason, goes into the log', 'Does the percentages too');
  expect(await admin.inspect('staff-roles')).toEqual([]);
  await admin.keys('Control+Enter');
  await admin.sees('Consignment, Finance, since');

  await admin.press('Deactivate');
  await admin.sees('They look after nothing now.');
  expect(await admin.inspect('staff-deactivate')).toEqual([]);
  await admin.fill('Reason, goes into the log', 'Works elsewhere now');
  await admin.keys('Control+Enter');
  await admin.sees('Signed in nowhere.');
  await page.reload();
  await sees(page, 'Sign in to the back office');
  visit.complaints.length = 0; // She was signed out in the middle of her work.
});

test('one’s own account is another administrator’s to change', async ({ admin }) => {
  await admin.go('/staff', 'Staff');
  await admin.press('Ruth Adeyemi');
  await admin.sees('Another administrator changes your roles');
  expect(await admin.text()).not.toContain('Change roles');
  expect(await admin.inspect('staff-oneself')).toEqual([]);
});
