import { QueryClient } from '@tanstack/react-query';
import { beforeEach, expect, test } from 'vitest';
import { answeringApi, Refused } from '../../test/api.ts';
import { adminProvider, call } from '../dataProvider/index.ts';
import { listingsViews } from '../listings/listingsViews.ts';
import { filterOf } from '../listings/view/filters.ts';
import { fixedFilterOf } from '../listings/view/listingView.ts';
import { listParts } from '../ui/grid/listParts.ts';
import { beginEarly } from './early.ts';

const api = answeringApi();
beforeEach(() => {
  api.on('GET /session', () => ({ person: null }));
  api.on('GET /admin/listings', () => ({ data: [], total: 0, next: null }));
});

/** Asks as the grid of a page does. */
const askAsGrid = ({ sort, ...view }: (typeof listingsViews)[keyof typeof listingsViews]) =>
  listParts(
    new QueryClient(),
    adminProvider,
    'listings',
    filterOf(new URLSearchParams(), fixedFilterOf({ sort, ...view }), Date.now()),
    true,
  ).read({ page: 1, sort: { field: sort.field, order: sort.order === 'desc' ? 'DESC' : 'ASC' } }, true);

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
  expect(api.sent.map(({ path }) => path)).toEqual(['/session', '/marketplace', '/session', '/marketplace']);
});

test('an early request that was refused is sent again by whoever needs its answer', async () => {
  let isSignedIn = false;
  api.on('GET /session', () =>
    isSignedIn
      ? { person: { id: 'per_1' } }
      : new Refused(401, { code: 'sign_in_required', title: 'Sign in', status: 401 }),
  );
  beginEarly('#/payments');
  isSignedIn = true;
  expect(await call('/session')).toEqual({ person: { id: 'per_1' } });
});
