/** Days and months of reports are those of the marketplace's own clocks, over HTTP: a booking late in the evening is of that evening. */
import type { Report } from '@holdfast/shared/accounting';
import { expect } from 'vitest';
import { buildConsignor } from '../../test/factories/consignors.ts';
import { it } from '../../test/fixtures.ts';
import { read } from '../../test/payoutClient.ts';
import { signedIn } from '../../test/people.ts';
import { adjust } from '../payouts/index.ts';
import { inTransaction } from '../platform/db/index.ts';

it('late on March 31 in New York is of that day and month, though it is April by UTC', async ({
  running,
}) => {
  const { db } = running.context;
  expect((await db('marketplace_settings').first('time_zone')).time_zone).toBe('America/New_York');
  const consignorId = await buildConsignor(running.context);
  const credit = { kind: 'goodwill', amount: 500, reason: 'Late' } as const;
  const by = { by: 'test', requestId: null };
  await inTransaction(db, (trx) => adjust(trx, consignorId, credit, by, '2037-04-01T03:30:00.000Z'));
  const finance = await signedIn(running, 'finance');
  const rows = async (asked: string) =>
    (await read<Report>(finance, `reports?report=revenue&${asked}`)).data.map(({ id, figures }) => [
      id,
      figures.adjustments ?? figures.net,
    ]);
  expect(await rows('by=day&from=2037-03-31&until=2037-03-31')).toEqual([['2037-03-31', -500]]);
  expect(await rows('by=day&from=2037-04-01&until=2037-04-01')).toEqual([]);
  expect(await rows('by=month&from=2037-03-01&until=2037-03-31')).toEqual([['2037-03', -500]]);
  // What is about no order has the day of its booking, also where the day of the order or of its payment is asked for.
  for (const on of ['reserved', 'paid'])
    expect(await rows(`by=day&on=${on}&from=2037-03-31&until=2037-03-31`)).toEqual([['2037-03-31', -500]]);
  await running.verify();
});
