import { beforeEach, expect, test } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { adminProvider } from '../dataProvider/index.ts';
import { listingsViews } from '../listings/listingsViews.ts';
import { filterOf } from '../listings/view/filters.ts';
import { fixedFilterOf } from '../listings/view/listingView.ts';
import { beginEarly } from './early.ts';

const api = answeringApi();
beforeEach(() => {
  api.on('GET /session', () => ({ person: null }));
  api.on('GET /admin/listings', () => ({ data: [], total: 0, next: null }));
});

/** Asks as the grid of a page does. */
const askAsGrid = (view: (typeof listingsViews)[keyof typeof listingsViews]) =>
  adminProvider.getList('listings', {
    pagination: { page: 1, perPage: 100 },
    sort: { field: view.sort.field, order: view.sort.order === 'desc' ? 'DESC' : 'ASC' },
    filter: filterOf(new URLSearchParams(), fixedFilterOf(view), Date.now()),
  });

test.each(Object.values(listingsViews))(
  'the early request of $title is the one of its grid, sent once',
  async (view) => {
    beginEarly(`#${view.path}`);
    await askAsGrid(view);
    expect(api.sentTo('GET /admin/listings')).toHaveLength(1);
    await askAsGrid(view);
    expect(api.sentTo('GET /admin/listings')).toHaveLength(2);
  },
);

test('a view with filters of its own, and every other page, ask only for the session early', () => {
  beginEarly('#/to-approve?owner=me');
  beginEarly('#/payments');
  expect(api.sent.map(({ path }) => path)).toEqual(['/session', '/session']);
});
