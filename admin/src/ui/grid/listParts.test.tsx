import { paymentQuery } from '@holdfast/shared/support';
import { QueryClient } from '@tanstack/react-query';
import { waitFor } from '@testing-library/react';
import type { IGetRowsParams } from 'ag-grid-community';
import { type RaRecord, useListContext } from 'react-admin';
import { expect, test, vi } from 'vitest';
import { answeringApi, Refused } from '../../../test/api.ts';
import { addressNow, renderDesk } from '../../../test/desk.tsx';
import { adminProvider } from '../../dataProvider/index.ts';
import { createGridSource } from './gridSource.ts';
import { listParts, useListParts } from './listParts.ts';
import { ResourceList } from './ResourceList.tsx';
import { useAddressList } from './useAddressList.ts';

const api = answeringApi();
const list = 'GET /admin/payments';
const rowsFrom = (first: number) => Array.from({ length: 100 }, (_, at) => ({ id: `pay_${first + at}` }));
const opening = { field: 'createdAt', order: 'desc' } as const;

/** Asks as the grid does. @returns the rows, or that it failed */
function ask(
  source: ReturnType<typeof createGridSource>,
  startRow = 0,
  sort?: { colId: string; sort: 'asc' | 'desc' },
) {
  return new Promise<readonly RaRecord[] | 'failed'>((done) => {
    source.getRows({
      startRow,
      endRow: startRow + 100,
      sortModel: sort ? [sort] : [],
      successCallback: (rows: RaRecord[]) => done(rows),
      failCallback: () => done('failed'),
    } as Partial<IGetRowsParams> as IGetRowsParams);
  });
}
function source(asksTotalsOnce = false) {
  const queries = new QueryClient();
  const listeners = { onRead: vi.fn(), onRefused: vi.fn(), onAnswer: vi.fn(), show: vi.fn() };
  const parts = listParts(queries, adminProvider, 'payments', { state: 'refunded' }, asksTotalsOnce);
  return {
    listeners,
    source: createGridSource(parts, { sort: () => ({ field: 'createdAt', order: 'DESC' }), ...listeners }),
  };
}

test('each part is a page of the list, in the order of the grid or else of the list', async () => {
  api.on(list, ({ path }) => ({
    data: path.includes('page=2') ? rowsFrom(100).slice(0, 40) : rowsFrom(0),
    total: 140,
  }));
  const { source: grid, listeners } = source(true);
  expect(await ask(grid)).toHaveLength(100);
  await ask(grid, 100);
  await ask(grid, 0, { colId: 'amount', sort: 'asc' });
  await ask(grid, 100, { colId: 'amount', sort: 'asc' });
  expect(api.sent.map(({ path }) => path)).toEqual([
    '/admin/payments?page=1&perPage=100&sort=createdAt&order=desc&state=refunded',
    '/admin/payments?page=2&perPage=100&sort=createdAt&order=desc&state=refunded&totals=false',
    '/admin/payments?page=1&perPage=100&sort=amount&order=asc&state=refunded',
    '/admin/payments?page=2&perPage=100&sort=amount&order=asc&state=refunded&totals=false',
  ]);
  expect(listeners.onRead).toHaveBeenLastCalledWith(expect.any(Array), 140);
});

test('what the grid has is read again in a renewal; while nothing answers, its rows stay', async () => {
  api.on(list, () => ({ data: rowsFrom(0), total: 100 }));
  const { source: grid, listeners } = source();
  await ask(grid);
  await ask(grid);
  expect(api.sentTo(list)).toHaveLength(1);
  await grid.renew();
  expect(api.sentTo(list)).toHaveLength(2);
  expect(listeners.show).toHaveBeenCalledOnce();
  api.on(list, () => new Refused(503, { code: 'unavailable', title: 'Try again' }));
  await grid.renew();
  expect(await ask(grid)).toHaveLength(100);
  expect(listeners.show).toHaveBeenCalledOnce();
  expect(listeners.onRefused).not.toHaveBeenCalled();
});

test('what was never read fails, and says why', async () => {
  api.on(list, () => new Refused(403, { code: 'forbidden', title: 'Not yours' }));
  const { source: grid, listeners } = source();
  expect(await ask(grid)).toBe('failed');
  expect(listeners.onRefused).toHaveBeenCalledWith(expect.objectContaining({ message: 'Not yours.' }));
  expect(listeners.onAnswer).toHaveBeenCalledOnce();
});

test('the first part and the list context are one request, whose facts the page has', async () => {
  api.on(list, () => ({ data: rowsFrom(0), total: 140, counts: { refunded: 140 } }));
  let context = {} as ReturnType<typeof useListContext>;
  let parts = {} as ReturnType<typeof useListParts>;
  const Page = () => {
    context = useListContext();
    parts = useListParts('payments', JSON.stringify(context.filter), false);
    return null;
  };
  renderDesk(
    <ResourceList resource="payments" filter={{ state: 'refunded' }} sort={opening}>
      <Page />
    </ResourceList>,
  );
  await waitFor(() => expect(api.sentTo(list)).not.toHaveLength(0));
  const { data } = await parts.read({ page: 1, sort: { field: 'createdAt', order: 'DESC' } }, false);
  await waitFor(() => expect(context.total).toBe(140));
  expect(context.data).toEqual(data);
  expect(context.meta).toEqual({ counts: { refunded: 140 } });
  expect(api.sentTo(list)).toHaveLength(1);
});

test('filters and order are the address, in both directions; an order that isn’t offered is ignored', async () => {
  api.on(list, () => ({ data: [], total: 0 }));
  let context = {} as ReturnType<typeof useListContext>;
  const Page = () => {
    context = useListContext();
    return null;
  };
  const options = { contract: paymentQuery, filters: ['state', 'q'], opening } as const;
  const Payments = () => {
    const address = useAddressList(options);
    return (
      <ResourceList resource="payments" filter={address.filterValues} {...address}>
        <Page />
      </ResourceList>
    );
  };
  renderDesk(<Payments />, { at: '/payments?state=refunded&sort=luck&page=4' });
  expect(context.filterValues).toEqual({ state: 'refunded' });
  expect(context.sort).toEqual({ field: 'createdAt', order: 'DESC' });
  context.setSort({ field: 'amount', order: 'ASC' });
  await waitFor(() => expect(context.sort).toEqual({ field: 'amount', order: 'ASC' }));
  context.setFilters({ q: 'keller' });
  await waitFor(() => expect(addressNow()).toBe('/payments?sort=amount&order=asc&q=keller'));
  await waitFor(() =>
    expect(api.sent.at(-1)?.path).toBe('/admin/payments?page=1&perPage=100&sort=amount&order=asc&q=keller'),
  );
});
