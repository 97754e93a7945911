/** `npm run secret:reseal`, after SECRET was changed: seals every login, second factor, feed key, key of Stripe, bank account, bank file, taxpayer’s number, webhook secret and the tokens of Slack and Telegram again. Asks for both secrets. */
import { createInterface } from 'node:readline/promises';
import { resealSecondFactors } from './accounts/index.ts';
import { resealBankData } from './bankAccounts/index.ts';
import { resealBankFiles } from './bankFiles/index.ts';
import { resealFeedKeys } from './feeds/index.ts';
import { resealAccess } from './packages/index.ts';
import { resealStripeKeys } from './payments/index.ts';
import { databaseOfCommand } from './platform/databaseOfCommand.ts';
import { inTransaction, openDatabase } from './platform/db/index.ts';
import { resealSlack } from './slack/index.ts';
import { resealTaxData } from './taxpayers/index.ts';
import { resealTelegram } from './telegram/index.ts';
import { resealWebhookSecrets } from './webhookEndpoints/index.ts';

const leastSecret = 32;
const prompt = createInterface({ input: process.stdin, output: process.stderr });
const lines = prompt[Symbol.asyncIterator]();
// Read from the terminal, because a shell's history stores command lines.
const ask = async (question: string): Promise<string> => {
  process.stderr.write(question);
  return String((await lines.next()).value ?? '').trim();
};
const earlier = await ask('The secret before: ');
const current = await ask('The secret now: ');
prompt.close();
if (earlier.length < leastSecret || current.length < leastSecret) {
  console.error(`A secret has at least ${leastSecret} characters. Nothing was changed.`);
  process.exit(1);
}

const database = await databaseOfCommand();
const db = openDatabase(database.url, { max: 2, onError: () => {} });
try {
  const { count, factors, feeds, slack, telegram, stripe, banks, files, taxpayers, endpoints } =
    await inTransaction(db, async (trx) => ({
      count: await resealAccess(trx, { earlier, current }, { by: 'system', requestId: null }),
      factors: await resealSecondFactors(trx, { earlier, current }),
      feeds: await resealFeedKeys(trx, { earlier, current }),
      stripe: await resealStripeKeys(trx, { earlier, current }),
      banks: await resealBankData(trx, { earlier, current }),
      files: await resealBankFiles(trx, { earlier, current }),
      taxpayers: await resealTaxData(trx, { earlier, current }),
      slack: await resealSlack(trx, { earlier, current }),
      telegram: await resealTelegram(trx, { earlier, current }),
      endpoints: await resealWebhookSecrets(trx, { earlier, current }),
    }));
  console.log(`${count} ${count === 1 ? 'login is' : 'logins are'} sealed under the secret of now.`);
  console.log(`${factors} second ${factors === 1 ? 'factor is' : 'factors are'} too.`);
  console.log(`Bank data of ${banks} ${banks === 1 ? 'account is' : 'accounts are'} too.`);
  console.log(`${files} bank ${files === 1 ? 'file is' : 'files are'} too.`);
  console.log(`${taxpayers} taxpayers’ ${taxpayers === 1 ? 'number is' : 'numbers are'} too.`);
  console.log(`Keys of ${feeds} ${feeds === 1 ? 'feed are' : 'feeds are'} too.`);
  console.log(`Secrets of ${endpoints} ${endpoints === 1 ? 'endpoint are' : 'endpoints are'} too.`);
  if (slack) console.log('Slack’s token and webhooks are too.');
  if (telegram) console.log('Telegram’s token is too.');
  if (stripe) console.log('Stripe’s keys are too.');
} finally {
  await db.destroy();
  await database.release();
}
