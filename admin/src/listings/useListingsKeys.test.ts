import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { renderDeskHook } from '../../test/desk.tsx';
import { notingGrid } from '../../test/gridHandle.ts';
import { listingOf } from '../../test/listing.ts';
import { listingsViews } from './listingsViews.ts';
import { type ListingsKeys, useListingsKeys } from './useListingsKeys.ts';
import type { Picked } from './usePicked.ts';

const rows = ['lst_a', 'lst_b', 'lst_c'].map((id) => listingOf(id, 22_400, { market: 23_800 }));

function keys(change: Partial<ListingsKeys> = {}) {
  const choice = { pick: vi.fn(), pickWhole: vi.fn() };
  const page = {
    viewConfig: listingsViews.pricing,
    grid: notingGrid(rows),
    cursor: rows[0] ?? null,
    choice: choice as Partial<Picked> as Picked,
    cells: { edit: vi.fn(), editing: false },
    begin: vi.fn(),
    beginRule: vi.fn(),
    undo: vi.fn(),
    canUndo: false,
    openBeside: vi.fn(),
    openPage: vi.fn(),
    showHistory: vi.fn(),
    toggleExport: vi.fn(),
    leave: vi.fn(),
    silent: false,
  };
  renderDeskHook(() => useListingsKeys({ ...page, ...change }));
  return { page, choice, user: userEvent.setup() };
}

test('the cursor moves by j and k, and Shift extends the selection over the rows it passes', async () => {
  const { page, choice, user } = keys();
  await user.keyboard('jj{Shift>}k{/Shift}');
  expect(page.grid.current.move.mock.calls).toEqual([[1], [1], [-1]]);
  expect(choice.pick).toHaveBeenLastCalledWith([rows[1], rows[0]], true);
  await user.keyboard('x{Control>}a{/Control}');
  expect(choice.pick).toHaveBeenLastCalledWith([rows[0]]);
  expect(choice.pickWhole).toHaveBeenCalledOnce();
});

test('a price is edited, by one unit, or to its market; the actions of the page have their keys', async () => {
  const { page, user } = keys();
  await user.keyboard('{Enter}+-m');
  expect(page.cells.edit.mock.calls).toEqual([[], [22_500], [22_300], [23_800]]);
  await user.keyboard('sw');
  expect(page.begin.mock.calls).toEqual([['pause'], ['withdraw']]);
});

test('in a queue, Enter opens the listing beside; without a price to undo z does nothing', async () => {
  const { page, user } = keys({ viewConfig: listingsViews.toApprove });
  await user.keyboard('{Enter}z');
  expect(page.openBeside).toHaveBeenCalledOnce();
  expect(page.undo).not.toHaveBeenCalled();
});

test('a panel has the keys while it is open, and an editor while a price is typed', async () => {
  const silent = keys({ silent: true });
  await silent.user.keyboard('js{Enter}');
  expect(silent.page.grid.current.move).not.toHaveBeenCalled();
  expect(silent.page.begin).not.toHaveBeenCalled();
  const editing = keys({ cells: { edit: () => {}, editing: true } });
  await editing.user.keyboard('js');
  expect(editing.page.begin).not.toHaveBeenCalled();
});
