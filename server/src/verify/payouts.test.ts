/** Each invariant of payouts is broken on purpose, in a transaction that is rolled back, and must be named. */
import { expect } from 'vitest';
import { giveBankData, payDay, setUpBank } from '../../test/bankClient.ts';
import { buildEvent } from '../../test/factories/catalog.ts';
import { buildConsignor, buildPercentages } from '../../test/factories/consignors.ts';
import { buildListing } from '../../test/factories/listings.ts';
import { dayMs, fromNow, hourMs } from '../../test/factories/times.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import { namedWhenBroken } from '../../test/namedWhenBroken.ts';
import { signedIn } from '../../test/people.ts';
import { travel } from '../../test/travel.ts';
import { makeFile } from '../bankFiles/makeFile.ts';
import { approveRun, makeRun } from '../payouts/index.ts';
import { inTransaction, type Trx } from '../platform/db/index.ts';

it('names payouts that their lines, the books or the approval contradict', async ({ running }) => {
  const { context } = running;
  const { db, engine, secret } = context;
  await buildPercentages(context, { consignorId: null, commissionBps: 1_000, feeBps: 1_200 });
  const consignorId = await buildConsignor(context);
  const eventId = await buildEvent(context, { startsAt: fromNow(hourMs) });
  const { id: listingId } = await buildListing(context, { eventId, consignorId });
  await new Fan(running).buy(listingId, 2);
  await travel(db, 8 * dayMs);
  await setUpBank(await signedIn(running, 'admin'));
  await giveBankData(await signedIn(running, 'finance'), consignorId);
  const runId = await inTransaction(db, async (trx) => {
    const id = await makeRun(trx, engine, { minimum: 1, note: null }, { by: 'maker', requestId: null });
    await approveRun(trx, engine, id, { by: 'approver', requestId: null });
    await makeFile(trx, engine, { secret, runId: id, paysOn: payDay() }, { by: 'maker', requestId: null });
    return id;
  });
  const { id } = await db('payouts').where({ run_id: runId }).first();
  const [line] = await db('payout_lines').where({ payout_id: id });
  const attempt = await db('payout_attempts').where({ payout_id: id }).first();
  const account = `consignor:${consignorId}`;

  const broken: Array<[what: string, named: string, breakIt: (trx: Trx) => Promise<unknown>]> = [
    [
      'another sum than its lines',
      `7.lines ${id}`,
      (trx) => trx('payouts').where({ id }).increment('amount', 1),
    ],
    [
      'a transfer of what went to the bank',
      `7.transfers ${attempt.id}`,
      (trx) => trx('payout_attempts').where({ id: attempt.id }).update({ transfer_id: 'tr_1' }),
    ],
    [
      'what went to the bank left the balance at Stripe',
      `7.transfers ${attempt.id}`,
      (trx) => trx('ledger_entries').where({ account: 'bank' }).update({ account: 'stripe' }),
    ],
    [
      'lines of a paid payout are let go',
      `7.once ${id}`,
      (trx) => trx('payout_lines').update({ released_at: new Date() }),
    ],
    [
      'an entry in two payouts',
      `7.once ${line.transaction_id}`,
      async (trx) => {
        await trx.raw('DROP INDEX payout_lines_once');
        await trx.raw('ALTER TABLE payout_lines DISABLE TRIGGER payout_open_entries_held');
        const [payout] = await trx('payouts').where({ id });
        await trx('payouts').insert({
          ...payout,
          id: 'pyt_twice',
          snapshot: JSON.stringify(payout.snapshot),
        });
        await trx('payout_lines').insert({ ...line, payout_id: 'pyt_twice' });
      },
    ],
    [
      'an entry that a payout holds is open',
      `7.open ${line.transaction_id}`,
      (trx) =>
        trx('payout_open_entries').insert({
          transaction_id: line.transaction_id,
          line: line.line,
          consignor_id: consignorId,
        }),
    ],
    [
      'an entry that no payout holds isn’t open',
      `7.open ${line.transaction_id}`,
      async (trx) => {
        await trx('payout_lines').update({ released_at: new Date() });
        await trx('payout_open_entries').delete();
      },
    ],
    [
      'paid by its state, and not by the books',
      `7.booked ${id}`,
      (trx) => trx('ledger_transactions').where({ kind: 'payout' }).delete(),
    ],
    [
      'an attempt of another sum',
      `7.attempts ${attempt.id}`,
      (trx) => trx('payout_attempts').where({ id: attempt.id }).increment('amount', 1),
    ],
    [
      'an attempt that came back, by its row alone',
      `7.attempts ${attempt.id}`,
      (trx) =>
        trx('payout_attempts')
          .where({ id: attempt.id })
          .update({ state: 'returned', ended_at: new Date(), ended_version: 9 }),
    ],
    [
      'on its way without an attempt',
      `7.attempts ${id}`,
      async (trx) => {
        await trx('bank_file_lines').delete();
        await trx('payout_attempts').where({ payout_id: id }).delete();
      },
    ],
    [
      'a bank file of another sum',
      `7.files ${attempt.file_id}`,
      (trx) => trx('bank_files').increment('amount', 1),
    ],
    ['a bank file without its line', `7.files ${attempt.id}`, (trx) => trx('bank_file_lines').delete()],
    [
      'a recalled file whose payouts are on their way',
      `7.files ${attempt.file_id}`,
      (trx) => trx('bank_files').update({ recalled_at: new Date(), recall_reason: 'Lost' }),
    ],
    ['its lines are gone', `7.owed ${consignorId}`, (trx) => trx('payout_lines').delete()],
    ['nobody approved it', `7.approval ${id}`, (trx) => trx('payout_runs').update({ approved_by: null })],
    [
      'a consignor who owes more than was paid',
      `2.owed ${account}`,
      (trx) => trx('ledger_entries').where({ account }).andWhere('amount', '<', 0).update({ amount: 1_000 }),
    ],
  ];
  for (const [what, named, breakIt] of broken)
    expect(await namedWhenBroken(context, breakIt), what).toContain(named);
});
