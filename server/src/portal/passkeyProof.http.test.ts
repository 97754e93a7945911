/** A consignor whose only second factor is a passkey: what money hangs on takes it, and never their password alone, over HTTP. */
import type { PasskeyOptions } from '@holdfast/shared/accounts';
import type { OwnBankData } from '@holdfast/shared/bankAccounts';
import type { OwnPayoutChoice } from '@holdfast/shared/connectedAccounts';
import type { OwnTaxData } from '@holdfast/shared/taxpayers';
import { expect } from 'vitest';
import { createAuthenticator } from '../../test/authenticator.ts';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { somebody, somebodysPassword } from '../../test/people.ts';
import { startTestApp, type TestApp } from '../../test/runningApp.ts';
import { testPort } from '../../test/testPort.ts';

/** Passkeys need a name, not a number. */
let app: TestApp;
let site = '';
it.beforeAll(async () => {
  const port = await testPort();
  site = `http://localhost:${port}`;
  app = await startTestApp({ PORT: String(port), PUBLIC_URL: site });
});
it.afterAll(() => app.close());

type Options = PasskeyOptions & { challenge: string };
type Refused = { code: string; detail: string };
const password = { currentPassword: somebodysPassword };
const optionsOf = async (who: Fan) => (await who.ask<Options>('POST', '/session/passkey-options')).body;

async function withPasskey() {
  const consignorId = await buildConsignor(app.context);
  const person = await somebody(app, ['consignor'], { consignorId });
  const key = createAuthenticator(site);
  const { body } = await person.who.ask<Options>('POST', '/account/passkeys/options', password);
  await person.who.ask('POST', '/account/passkeys', { name: 'My phone', credential: key.register(body) });
  const prove = async () =>
    person.who.ask('POST', '/account/proof/passkey', { credential: key.sign(await optionsOf(person.who)) });
  return { ...person, key, prove };
}

const bankData = {
  kind: 'us',
  holder: 'Pat Owner',
  holderKind: 'person',
  routingNumber: '021000021',
  accountNumber: '9876543210',
  accountType: 'checking',
};
const taxData = { kind: 'foreign', name: 'Pat Owner', country: 'CA' };
const giveBank = (who: Fan) => who.ask<OwnBankData & Refused>('PUT', '/selling/bank-data', bankData);
const giveTax = (who: Fan) => who.ask<OwnTaxData & Refused>('PUT', '/selling/tax-data', taxData);

it('gives bank and tax data once the passkey was given; a password, however fresh, changes nothing', async () => {
  const { who, prove } = await withPasskey();
  expect((await who.ask<OwnBankData>('GET', '/selling/bank-data')).body.secondFactor).toBe('passkey');
  expect((await who.ask<OwnTaxData>('GET', '/selling/tax-data')).body.secondFactor).toBe('passkey');
  expect((await who.ask<OwnPayoutChoice>('GET', '/selling/payout-choice')).body.secondFactor).toBe('passkey');
  for (const give of [giveBank, giveTax])
    expect(await give(who)).toMatchObject({ status: 403, body: { code: 'fresh_proof_required' } });
  expect((await who.ask('POST', '/account/proof', password)).status).toBe(204);
  expect((await giveBank(who)).body.code).toBe('fresh_proof_required');
  expect((await giveBank(who)).body.detail).toContain('Show by your passkey');
  expect((await who.ask<OwnBankData>('GET', '/selling/bank-data')).body.current).toBeNull();

  expect((await prove()).status).toBe(204);
  expect((await giveBank(who)).body).toMatchObject({ current: { lastFour: '3210' } });
  expect((await giveTax(who)).body).toMatchObject({ current: { kind: 'foreign', country: 'CA' } });

  // Proved by password again, the passkey counts no more; and it counts for half an hour alone.
  expect((await who.ask('POST', '/account/proof', password)).status).toBe(204);
  const back = () => who.ask<Refused>('PUT', '/selling/payout-choice/bank');
  expect((await back()).body.code).toBe('fresh_proof_required');
  await prove();
  expect((await back()).body.code).toBe('nothing_to_do');
});

it('who signed in with the passkey goes straight on, for half an hour', async () => {
  const { id, key } = await withPasskey();
  const who = new Fan(app);
  const credential = key.sign(await optionsOf(who));
  expect((await who.ask('POST', '/session/passkey', { credential })).status).toBe(200);
  expect((await giveBank(who)).status).toBe(200);
  await app.context
    .db('sessions')
    .where({ person_id: id })
    .update({ proven_at: new Date(Date.now() - 31 * 60_000) });
  expect((await giveTax(who)).body.code).toBe('fresh_proof_required');
});

it('a removed passkey, or somebody else’s, is none', async () => {
  const { who } = await withPasskey();
  const other = await withPasskey();
  const credential = other.key.sign(await optionsOf(who));
  expect((await who.ask('POST', '/account/proof/passkey', { credential })).status).toBe(401);
  const [mine] = (await who.ask<{ data: Array<{ id: string }> }>('GET', '/account/passkeys')).body.data;
  expect((await who.ask('POST', `/account/passkeys/${mine?.id}/remove`, password)).status).toBeLessThan(300);
  expect((await who.ask<OwnBankData>('GET', '/selling/bank-data')).body.secondFactor).toBeNull();
  expect((await giveBank(who)).body.code).toBe('second_factor_missing');
});
