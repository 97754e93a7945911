import type { Listing } from '@holdfast/shared/listings';
import { act, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { renderDesk } from '../../test/desk.tsx';
import { notingGrid } from '../../test/gridHandle.ts';
import { listingOf } from '../../test/listing.ts';
import { ResourceList } from '../ui/grid/ResourceList.tsx';
import { type Picked, usePicked } from './usePicked.ts';

const api = answeringApi();
const a = listingOf('lst_a');
const b = listingOf('lst_b');
const c = listingOf('lst_c');
const sort = { field: 'price', order: 'asc' } as const;

async function picked() {
  const grid = notingGrid<Listing>();
  const result = {} as { current: Picked };
  let show: (state: string) => void = () => {};
  api.on('GET /admin/listings', () => ({ data: [a, b, c], total: 240 }));
  const Page = () => {
    result.current = usePicked(grid);
    return null;
  };
  const View = () => {
    const [state, setState] = useState('live');
    show = setState;
    return (
      <ResourceList resource="listings" filter={{ state }} sort={sort}>
        <Page />
      </ResourceList>
    );
  };
  renderDesk(<View />);
  await waitFor(() => expect(api.sentTo('GET /admin/listings')).not.toHaveLength(0));
  await act(async () => {});
  return { result, grid, show: (state: string) => act(() => show(state)) };
}

test('rows are named at the version that was seen, and only their boxes are drawn again', async () => {
  const { result, grid } = await picked();
  act(() => result.current.pick([a]));
  act(() => result.current.pick([b]));
  act(() => result.current.pick([a]));
  expect([result.current.has('lst_a'), result.current.has('lst_b'), result.current.count]).toEqual([
    false,
    true,
    1,
  ]);
  expect(result.current.target(null)).toEqual({
    by: 'rows',
    rows: [{ id: 'lst_b', version: 1, listing: b }],
  });
  expect(grid.current.redraw.mock.calls.map(([ids]) => ids)).toEqual([['lst_a'], ['lst_b'], ['lst_a']]);
});

test('unticking rows of the whole view keeps all others ticked', async () => {
  const { result } = await picked();
  act(() => result.current.pickWhole());
  expect([result.current.count, result.current.has('lst_unseen')]).toEqual([240, true]);
  act(() => result.current.pick([a]));
  act(() => result.current.pick([c]));
  expect([result.current.count, result.current.has('lst_a'), result.current.has('lst_b')]).toEqual([
    238,
    false,
    true,
  ]);
  expect(result.current.target(null)).toEqual({
    by: 'view',
    filter: { state: 'live', except: 'lst_a,lst_c' },
    listings: 238,
  });
  act(() => result.current.pick([a]));
  expect(result.current.target(null)).toMatchObject({ filter: { except: 'lst_c' }, listings: 239 });
});

test('extending adds; without a selection the row under the cursor is meant', async () => {
  const { result } = await picked();
  expect(result.current.target(c)).toMatchObject({ rows: [{ id: 'lst_c' }] });
  expect(result.current.target(null)).toBeNull();
  act(() => result.current.pick([a], true));
  act(() => result.current.pick([a, b], true));
  expect(result.current.rows()).toEqual([a, b]);
  act(() => result.current.drop(new Set(['lst_a'])));
  expect(result.current.rows()).toEqual([b]);
});

test('another view begins without a selection', async () => {
  const { result, show } = await picked();
  act(() => result.current.pickWhole());
  act(() => result.current.pick([a]));
  show('paused');
  await waitFor(() => expect(result.current.count).toBe(0));
  expect(result.current.isWhole).toBe(false);
});
