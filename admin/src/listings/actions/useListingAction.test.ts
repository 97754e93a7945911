import { act, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { answeringApi, Refused } from '../../../test/api.ts';
import { renderDeskHook } from '../../../test/desk.tsx';
import { listingOf } from '../../../test/listing.ts';
import { targetOf } from './draft.ts';
import { worthNow } from './preview.ts';
import { useListingAction } from './useListingAction.ts';

const api = answeringApi();
const actions = 'POST /admin/listings/actions';
const worth = (price: number) => ({ proceeds: price, commission: 0, price, allIn: price });
const resultFor = (body: unknown) => {
  const { ids, preview } = body as { ids: string[]; preview: boolean };
  return {
    preview,
    done: ids.length,
    refused: 0,
    tickets: 2,
    consignors: 1,
    before: worth(ids[0] === 'lst_a' ? 100 : 900),
    after: worth(ids[0] === 'lst_a' ? 100 : 900),
    rows: ids.map((id) => ({ id, label: id, ok: true, code: null, message: null, version: 2 })),
  };
};

test('a preview of one listing is never shown for another', async () => {
  const gates: (() => void)[] = [];
  api.on(actions, async ({ body }) => {
    await new Promise<void>((open) => gates.push(open));
    return resultFor(body);
  });
  const { result } = renderDeskHook(() => useListingAction(() => {}));
  act(() => result.current.open('approve', targetOf([listingOf('lst_a')])));
  await waitFor(() => expect(gates).toHaveLength(1));
  await act(async () => gates[0]?.());
  await waitFor(() => expect(result.current.actionPreview?.before.price).toBe(100));
  act(() => result.current.open('approve', targetOf([listingOf('lst_b')])));
  expect(result.current.actionPreview).toBeNull();
  await waitFor(() => expect(gates).toHaveLength(2));
  await act(async () => gates[1]?.());
  await waitFor(() => expect(result.current.actionPreview?.before.price).toBe(900));
});

test('until the server has answered, the listings are worth what they are now', () => {
  const two = targetOf([
    listingOf('lst_a', 10_000),
    listingOf('lst_b', 20_000, { available: 1, held: 1, sold: 2 }),
  ]);
  expect(worthNow(two)?.before).toEqual({
    proceeds: 48_000,
    commission: 12_000,
    price: 60_000,
    allIn: 67_200,
  });
  expect(worthNow({ by: 'rows', rows: [{ id: 'lst_c', version: 1, listing: null }] })).toBeNull();
});

test('an action is confirmed once, and again with the same key after a lost answer', async () => {
  api.on(actions, ({ body }) => resultFor(body));
  const onDone = vi.fn();
  const { result } = renderDeskHook(() => useListingAction(onDone));
  act(() => result.current.open('reject', targetOf([listingOf('lst_a')])));
  expect(result.current.missingField).toBe('Say why first, in a few words.');
  act(() => result.current.confirm());
  act(() => result.current.change({ reason: 'These seats are elsewhere' }));
  await waitFor(() => expect(result.current.actionPreview).not.toBeNull());
  api.on(actions, () => new Refused(503, { code: 'unavailable', title: 'Try again' }));
  await act(async () => result.current.confirm());
  await waitFor(() => expect(result.current.trouble).not.toBeNull());
  api.on(actions, ({ body }) => resultFor(body));
  await act(async () => result.current.confirm());
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  act(() => result.current.confirm());
  const sent = api.sentTo(actions).filter(({ body }) => !(body as { preview: boolean }).preview);
  expect(sent.map(({ body }) => (body as { reason: string }).reason)).toEqual(
    Array(2).fill('These seats are elsewhere'),
  );
  expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
});

test('a view is frozen once per panel: drafts are previewed and confirmed over what was frozen', async () => {
  let listings = 240;
  api.on('POST /admin/bulk-runs/views', () => ({ id: `fzv_${listings}`, listings, createdAt: '' }));
  api.on('POST /admin/bulk-runs/preview', ({ body }) => ({
    ...resultFor({ ids: ['lst_a'], preview: true }),
    rows: undefined,
    listings: 240,
    done: 240,
    refusals: [],
    events: [],
    body,
  }));
  api.on('POST /admin/bulk-runs', () => ({ id: 'blk_1', listings: 240, cameAfter: 10 }));
  const onDone = vi.fn();
  const { result } = renderDeskHook(() => useListingAction(onDone));
  const view = { by: 'view', filter: { state: 'live' }, listings: 250 } as const;
  act(() => result.current.open('price', view));
  expect(result.current.size).toBe(250);
  await waitFor(() => expect(result.current.size).toBe(240));
  listings = 250;
  for (const amount of [9_000, 9_500]) {
    act(() => result.current.change({ change: { by: 'set', amount } }));
    await waitFor(() => expect(result.current.reading).toBe(false));
  }
  await act(async () => result.current.confirm());
  await waitFor(() => expect(onDone).toHaveBeenCalledOnce());
  expect(api.sentTo('POST /admin/bulk-runs/views').map(({ body }) => body)).toEqual([
    { filter: { state: 'live' }, undo: false },
  ]);
  const asked = [...api.sentTo('POST /admin/bulk-runs/preview'), ...api.sentTo('POST /admin/bulk-runs')];
  expect(asked.map(({ body }) => (body as { view: string }).view)).toEqual(Array(3).fill('fzv_240'));
});

/** Whether closing the tab would be asked about. */
function isAskedAbout(): boolean {
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  return leaving.defaultPrevented;
}

test('closing the tab is asked about while something typed isn’t done', async () => {
  api.on(actions, ({ body }) => resultFor(body));
  const { result } = renderDeskHook(() => useListingAction(() => {}));
  act(() => result.current.open('price', targetOf([listingOf('lst_a')])));
  expect(isAskedAbout()).toBe(false);
  // Half a price is no rule yet, and would be lost as well.
  act(() => result.current.change({ change: null }));
  expect(isAskedAbout()).toBe(true);
  act(() => result.current.close());
  expect(isAskedAbout()).toBe(false);
  act(() => result.current.open('reject', targetOf([listingOf('lst_a')])));
  act(() => result.current.change({ reason: 'These seats are elsewhere' }));
  expect(isAskedAbout()).toBe(true);
  await waitFor(() => expect(result.current.actionPreview).not.toBeNull());
  await act(async () => result.current.confirm());
  await waitFor(() => expect(result.current.done).not.toBeNull());
  expect(isAskedAbout()).toBe(false);
});
