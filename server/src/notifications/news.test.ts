/** What consignors are told of their listings: gathered for two minutes, in one mail, each thing once. */
import { listingMachine } from '@holdfast/shared/consignment/machines';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildConsignor, buildListing, buildListings } from '../../test/factories.ts';
import { eventually } from '../../test/fan.ts';
import { mailNewsNow } from '../../test/news.ts';
import { startTestedHouse, type TestedHouse } from '../../test/runningHouse.ts';
import { type MessageOf, messageTo } from '../platform/actors/index.ts';
import { inTransaction } from '../platform/db/index.ts';
import { jobs } from '../platform/jobs/index.ts';

let house: TestedHouse;
beforeAll(async () => {
  house = await startTestedHouse();
});
afterAll(async () => {
  await house.verify();
  await house.close();
});

const send = (ids: string[], message: MessageOf<typeof listingMachine>) =>
  inTransaction(house.house.db, (trx) =>
    house.house.engine.apply(
      trx,
      ids.map((id) => messageTo(listingMachine, id, message, { by: 'test' })),
    ),
  );

it('tells a consignor of each rejection, once, with its reason', async () => {
  const { id, consignorId } = await buildListing(house.house, { state: 'submitted' });
  await send([id], { type: 'reject', reason: 'Row N has no seat 3' });
  const [first] = await mailNewsNow(house, consignorId);
  expect(first?.subject).toMatch(/^Not put on sale: /);
  expect(first?.text_body).toContain('Row N has no seat 3');
  await send([id], { type: 'resubmit' });
  await send([id], { type: 'reject', reason: 'Still no seat 3' });
  const mails = await mailNewsNow(house, consignorId);
  expect(mails).toHaveLength(2);
  expect(mails[1]?.text_body).toContain('Still no seat 3');
  expect(mails[1]?.text_body).not.toContain('Row N');
});

it('waits two minutes, and puts what comes meanwhile into the same mail', async () => {
  const consignorId = await buildConsignor(house.house);
  const wishes = { consignorId, state: 'submitted' as const };
  const [a, b] = await buildListings(house.house, [wishes, wishes]);
  await send([a?.id ?? ''], { type: 'reject', reason: 'No such row' });
  await send([b?.id ?? ''], { type: 'return', reason: 'Which seats?' });
  const news = await house.house.db('consignor_news').where({ consignor_id: consignorId }).orderBy('at');
  expect(news.map(({ due_at }) => due_at)).toEqual([news[0].due_at, news[0].due_at]);
  expect(news[0].due_at - news[0].at).toBe(120_000);
  const mails = await mailNewsNow(house, consignorId);
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe('News of 2 of your listings');
  expect(mails[0]?.text_body).toMatch(
    /Not put on sale:\n- .*No such row[\s\S]*Please look again:\n- .*Which seats\?/,
  );
});

it('mails each consignor once for a run over two hundred listings', async () => {
  const consignors = await Promise.all([buildConsignor(house.house), buildConsignor(house.house)]);
  const listings = await buildListings(
    house.house,
    Array.from({ length: 200 }, (_, index) => ({
      consignorId: consignors[index % 2] as string,
      section: `N${index}`,
      state: 'submitted' as const,
    })),
  );
  for (let at = 0; at < 200; at += 50)
    await send(
      listings.slice(at, at + 50).map(({ id }) => id),
      { type: 'reject', reason: 'The club moved this game' },
    );
  for (const consignorId of consignors) {
    const mails = await mailNewsNow(house, consignorId);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text_body.match(/The club moved this game/g)).toHaveLength(100);
  }
});

it('tells the same news once, however often its job runs, and sends what a dead process had only written', async () => {
  const { id, consignorId } = await buildListing(house.house, { state: 'submitted' });
  await send([id], { type: 'reject', reason: 'No such seat' });
  await mailNewsNow(house, consignorId);
  const [news] = await house.house.db('consignor_news').where({ consignor_id: consignorId });
  // As kill -9 leaves it between writing and sending.
  await house.house.db('mails').where({ cause: news.mail_cause }).update({ state: 'queued' });
  await inTransaction(house.house.db, (trx) =>
    jobs.add(trx, [
      {
        task: 'notifications.mailConsignorNews',
        payload: { consignorId, dueAt: news.due_at.toISOString() },
        key: `again/${consignorId}`,
      },
    ]),
  );
  await eventually('it is sent', async () => {
    const [mail] = await house.house.db('mails').where({ cause: news.mail_cause });
    return mail.state === 'kept';
  });
  expect(await house.house.db('mails').where('to_address', 'like', `${consignorId}%`)).toHaveLength(1);
});
