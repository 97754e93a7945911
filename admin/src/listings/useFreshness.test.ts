import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { notingGrid } from '../../test/gridHandle.ts';
import { notifyListingsChanged } from './listingsChanged.ts';
import { useFreshness } from './useFreshness.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

test('rows are read again every 15 s and when work over them is done, but not while something is typed', () => {
  const grid = notingGrid<{ id: string }>();
  const { rerender, unmount } = renderHook(({ may }) => useFreshness(grid, may), {
    initialProps: { may: true },
  });
  act(() => void vi.advanceTimersByTime(15_000));
  expect(grid.current.refresh).toHaveBeenCalledTimes(1);
  notifyListingsChanged();
  expect(grid.current.refresh).toHaveBeenCalledTimes(2);
  rerender({ may: false });
  act(() => void vi.advanceTimersByTime(60_000));
  notifyListingsChanged();
  expect(grid.current.refresh).toHaveBeenCalledTimes(2);
  // What was done meanwhile is shown as soon as nothing is typed any more.
  rerender({ may: true });
  expect(grid.current.refresh).toHaveBeenCalledTimes(3);
  unmount();
  notifyListingsChanged();
  expect(grid.current.refresh).toHaveBeenCalledTimes(3);
});

test('a page that nobody sees asks for nothing', () => {
  const grid = notingGrid<{ id: string }>();
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  renderHook(() => useFreshness(grid, true));
  act(() => void vi.advanceTimersByTime(60_000));
  expect(grid.current.refresh).not.toHaveBeenCalled();
  hidden.mockRestore();
});
