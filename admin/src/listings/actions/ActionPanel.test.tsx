import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { answeringApi } from '../../../test/api.ts';
import { renderDesk } from '../../../test/desk.tsx';
import { listingOf } from '../../../test/listing.ts';
import { ActionPanel } from './ActionPanel.tsx';
import { targetOf } from './draft.ts';
import { type ActionControl, useListingAction } from './useListingAction.ts';

const api = answeringApi();
let control: ActionControl;

function Panel() {
  control = useListingAction(() => {});
  return <ActionPanel control={control} close={control.close} undo={() => {}} />;
}

const text = () => document.querySelector('aside')?.textContent ?? '';

test('a panel names its listing and shows its own money from the first moment', async () => {
  const worth = { proceeds: 16_000, commission: 4_000, price: 20_000, allIn: 22_400 };
  let answer = () => {};
  api.on('POST /admin/listings/actions', async ({ body }) => {
    const { ids } = body as { ids: string[] };
    if (ids[0] === 'lst_b')
      await new Promise<void>((open) => {
        answer = open;
      });
    const rows = ids.map((id) => ({ id, label: id, ok: true, code: null, message: null, version: 2 }));
    return {
      preview: true,
      done: 1,
      refused: 0,
      tickets: 2,
      consignors: 1,
      before: worth,
      after: worth,
      rows,
    };
  });
  renderDesk(<Panel />);
  act(() => control.open('approve', targetOf([listingOf('lst_a')])));
  await waitFor(() => expect(control.reading).toBe(false));
  expect(text()).toContain('Bills at Steelers 234 / 5 / 16–17, Wexler Family.');
  expect(text()).toContain('200.00');

  const other = listingOf('lst_b', 30_000, {
    section: '101',
    seats: [1, 2],
    consignor: { id: 'con_2', name: 'Odell Marsh' },
  });
  act(() => control.open('approve', targetOf([other])));
  expect(text()).toContain('Bills at Steelers 101 / 5 / 1–2, Odell Marsh.');
  expect(text()).toContain('600.00');
  expect(text()).not.toContain('200.00');
  expect(text()).not.toContain('Wexler Family');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: /Approve 1 listing/ }).disabled).toBe(true);
  await act(async () => answer());
});

test('the panel of a view shows the worth that its list shows until the preview has arrived', async () => {
  api.on('POST /admin/bulk-runs/views', () => new Promise(() => {}));
  renderDesk(<Panel />);
  const worth = { proceeds: 80_000, commission: 20_000, price: 100_000, allIn: 112_000 };
  act(() => control.open('approve', { by: 'view', filter: {}, listings: 5, worth }));
  expect(text()).toContain('Approve 5 listings');
  expect(text()).toContain('1,000.00');
});

test('a second Enter that comes before the first one was sent closes the report, and is not lost', async () => {
  const worth = { proceeds: 0, commission: 0, price: 0, allIn: 0 };
  api.on('POST /admin/listings/actions', ({ body }) => {
    const { ids, preview } = body as { ids: string[]; preview: boolean };
    const rows = ids.map((id) => ({ id, label: id, ok: true, code: null, message: null, version: 2 }));
    return { preview, done: 1, refused: 0, tickets: 2, consignors: 1, before: worth, after: worth, rows };
  });
  renderDesk(<Panel />);
  act(() => control.open('approve', targetOf([listingOf('lst_a')])));
  await waitFor(() => expect(control.reading).toBe(false));
  fireEvent.keyDown(document.body, { key: 'Enter' });
  fireEvent.keyDown(document.body, { key: 'Enter' });
  await waitFor(() => expect(document.querySelector('aside')).toBeNull());
  const sent = api
    .sentTo('POST /admin/listings/actions')
    .filter(({ body }) => !(body as { preview: boolean }).preview);
  expect(sent).toHaveLength(1);
});

test('approving can set the price in the same step, with old and new price of each listing', async () => {
  const sum = { proceeds: 0, commission: 0, price: 0, allIn: 0 };
  api.on('POST /admin/listings/actions', ({ body }) => {
    const { ids, price } = body as { ids: string[]; price?: { change: { amount: number } } };
    const rows = ids.map((id) => ({
      id,
      label: `Bills at Steelers ${id}`,
      ok: true,
      code: null,
      message: null,
      version: 2,
      priceBefore: 10_000,
      priceAmount: price?.change.amount ?? 10_000,
    }));
    return {
      preview: true,
      done: ids.length,
      refused: 0,
      tickets: 2,
      consignors: 1,
      before: sum,
      after: sum,
      rows,
    };
  });
  renderDesk(<Panel />);
  act(() => control.open('approve', targetOf([listingOf('lst_a')])));
  await waitFor(() => expect(control.reading).toBe(false));
  expect(screen.queryByRole('table')).toBeNull();
  fireEvent.keyDown(document.body, { key: 'p' });
  expect(control.missingField).toBe('Enter the new price first.');
  fireEvent.change(screen.getByLabelText('New price or change'), { target: { value: '125' } });
  await waitFor(() => expect(screen.getByRole('table').textContent).toContain('100.00125.00'));
  await waitFor(() => expect(control.reading).toBe(false));
  await act(async () => control.confirm());
  await waitFor(() => expect(control.done).not.toBeNull());
  expect(api.sentTo('POST /admin/listings/actions').at(-1)?.body).toMatchObject({
    action: 'approve',
    price: { change: { by: 'set', amount: 12_500 }, roundTo: 1, keepWithinLimits: false },
    preview: false,
  });
});
