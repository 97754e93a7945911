/** Why an order waits in support's queue: causes and their text, while the previous version writes the text alone. */
import { expect } from 'vitest';
import { buildListing } from '../../test/factories/listings.ts';
import { Fan } from '../../test/fan.ts';
import { it } from '../../test/fixtures.ts';
import type { TestApp } from '../../test/runningApp.ts';
import { inTransaction } from '../platform/db/index.ts';
import { type AttentionCause, needOfOrders, setAttention } from './index.ts';

let app: TestApp;
it.beforeAll(({ running }) => {
  app = running;
});

const order = async () => (await new Fan(app).buy((await buildListing(app.context)).id, 1)).id;
const set = (id: string, cause: AttentionCause, text: string | null) =>
  inTransaction(app.context.db, (trx) => setAttention(trx, [id], cause, text));
const writtenByPrevious = (id: string, attention: string | null) =>
  app.context.db('reservations').where({ id }).update({ attention });
const stored = (id: string) =>
  app.context.db('reservations').where({ id }).first('attention', 'attention_causes');

it('joins what several causes say, and each ends alone', async () => {
  const id = await order();
  await set(id, 'refund', 'A refund failed');
  await set(id, 'dispute', 'The bank disputes the payment');
  expect(await stored(id)).toMatchObject({ attention: 'The bank disputes the payment; A refund failed' });
  await set(id, 'dispute', null);
  expect(await stored(id)).toEqual({
    attention: 'A refund failed',
    attention_causes: { refund: 'A refund failed' },
  });
});

it.each<[AttentionCause, string]>([
  ['refund', 'A refund failed at the fan’s bank'],
  ['dispute', 'The fan’s bank disputes the payment'],
  ['review', 'The payment has had no outcome for 15 minutes'],
  ['other', 'Somebody called'],
])('what the previous version writes ends with its cause: %s', async (cause, text) => {
  const id = await order();
  await writtenByPrevious(id, text);
  expect(await stored(id)).toEqual({ attention: text, attention_causes: { [cause]: text } });
  await set(id, cause, null);
  expect(await stored(id)).toEqual({ attention: null, attention_causes: {} });
});

it('what the previous version ends has no cause left', async () => {
  const id = await order();
  await set(id, 'refund', 'A refund failed');
  await writtenByPrevious(id, null);
  expect(await stored(id)).toEqual({ attention: null, attention_causes: {} });
});

it('an account isn’t closed while an order of it needs attention', async () => {
  const id = await order();
  const { fan_id: fanId } = await app.context.db('reservations').where({ id }).first();
  const need = () => inTransaction(app.context.db, (trx) => needOfOrders(trx, fanId));
  await set(id, 'refund', 'The fan’s bank returned a refund');
  expect(await need()).toContain('still looking into');
  await set(id, 'refund', null);
  expect(await need()).not.toContain('still looking into');
});
