import { act } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { answeringApi } from '../../test/api.ts';
import { renderDeskHook } from '../../test/desk.tsx';
import { notingGrid } from '../../test/gridHandle.ts';
import { listingOf } from '../../test/listing.ts';
import { usePriceCells } from './usePriceCells.ts';

const api = answeringApi();
const seen = listingOf('lst_1', 22_400);
const outcome = { id: 'lst_1', label: '', state: 'live', conflict: null, message: null, code: null };

function cells() {
  const grid = notingGrid([seen]);
  const preview = vi.fn();
  return { grid, preview, ...renderDeskHook(() => usePriceCells(grid, preview)) };
}
const answers = (row: object) =>
  api.on('POST /admin/listings/actions', () => ({ rows: [{ ...outcome, ...row }] }));

test('a saved price is in its row at once, with its sums, and can be undone', async () => {
  answers({ ok: true, version: 2, priceAmount: 23_000 });
  const { grid, result } = cells();
  await act(() => result.current.context.savePrice(seen, 23_000));
  expect(grid.current.put).toHaveBeenCalledWith(
    expect.objectContaining({
      id: 'lst_1',
      version: 2,
      price: { amount: 23_000, currency: 'USD' },
      sum: expect.objectContaining({ proceeds: 18_400, commission: 4_600, allIn: 25_760 }),
    }),
  );
  expect(api.sentTo('POST /admin/listings/actions')[0]?.body).toMatchObject({
    versions: { lst_1: 1 },
    change: { by: 'set', amount: 23_000 },
    preview: false,
  });
});

test('a price that somebody changed meanwhile is a conflict until it is settled', async () => {
  answers({ ok: false, code: 'version_conflict', version: 3, priceAmount: 25_000 });
  const { grid, result } = cells();
  await act(() => result.current.context.savePrice(seen, 23_000));
  expect(result.current.conflict).toMatchObject({ seen, typed: 23_000, outcome: { version: 3 } });
  expect(grid.current.put).not.toHaveBeenCalled();
  act(() => result.current.keepTheirs());
  expect(result.current.conflict).toBeNull();
  expect(grid.current.refresh).toHaveBeenCalledOnce();
});

test('a refused price says why, and changes nothing on screen', async () => {
  answers({ ok: false, code: 'below_floor', message: 'It is below its floor of 200.00.', version: 1 });
  const { grid, result } = cells();
  const answer = await act(() => result.current.context.savePrice(seen, 100));
  expect(answer).toEqual({ kind: 'refused', words: 'It is below its floor of 200.00.' });
  expect(result.current.conflict).toBeNull();
  expect(grid.current.put).not.toHaveBeenCalled();
});

test('while a price is typed, the sums of its row are drawn again, and of the row before', () => {
  const { grid, result } = cells();
  act(() => result.current.edit(22_500));
  expect(grid.current.edit).toHaveBeenCalledWith('price');
  expect(result.current.context.beginWith).toBe(22_500);
  act(() => result.current.context.setEditing(seen));
  expect(result.current.editing).toBe(true);
  act(() => result.current.context.setDraft({ id: 'lst_1', amount: 22_500 }));
  act(() => result.current.context.setDraft(null));
  expect(grid.current.redrawCells.mock.calls.map(([id]) => id)).toEqual(['lst_1', 'lst_1']);
});
