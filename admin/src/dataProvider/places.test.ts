/** Pages by number begin after the page before them, where that one is known. */
import { expect, test } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { adminProvider } from './index.ts';

const api = answeringApi();

const read = (page: number, filter = {}) =>
  adminProvider.getList('emails', {
    pagination: { page, perPage: 25 },
    sort: { field: 'createdAt', order: 'DESC' },
    filter,
  });
const placesAsked = () =>
  api.sent.map(({ path }) => {
    const query = new URLSearchParams(path.split('?')[1]);
    return `${query.get('page')} after ${query.get('after')}`;
  });

test('the next page begins after the last row of the one before, and stays there when it is read again', async () => {
  api.on('GET /admin/emails', ({ path }) => ({
    data: [],
    total: 90,
    next: path.includes('after=end1') ? 'end2' : 'end1',
  }));
  await read(1);
  await read(2);
  await read(2);
  await read(3);
  expect(placesAsked()).toEqual(['1 after null', '1 after end1', '1 after end1', '1 after end2']);
});

test('a page out of nowhere is counted from the nearest known one, and in another list from its beginning', async () => {
  api.on('GET /admin/emails', () => ({ data: [], total: 900, next: 'end' }));
  await read(1, { state: 'sent' });
  await read(7, { state: 'sent' });
  await read(7, { state: 'failed' });
  expect(placesAsked()).toEqual(['1 after null', '6 after end', '7 after null']);
});

test('lists that do not tell places are counted', async () => {
  api.on('GET /admin/emails', () => ({ data: [], total: 90 }));
  await read(1, { q: 'x' });
  await read(2, { q: 'x' });
  expect(placesAsked()).toEqual(['1 after null', '2 after null']);
});
