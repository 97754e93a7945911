import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { expect, test, vi } from 'vitest';
import { listingOf } from '../../../test/listing.ts';
import type { ListingGridContext } from '../gridContext.ts';
import type { Saved } from './savePrice.ts';
import { usePriceEditor } from './usePriceEditor.ts';

const listing = listingOf('lst_1', 22_400, { market: 23_800 });

function editor(saved: Saved = { kind: 'saved', listing }, beginWith: number | null = null) {
  const stop = vi.fn();
  const context = {
    isPicked: () => false,
    pick: vi.fn(),
    draft: null,
    compact: false,
    beginWith,
    setDraft: vi.fn(),
    setEditing: vi.fn(),
    savePrice: vi.fn(async () => saved),
    previewPrice: vi.fn(),
    goDown: vi.fn(),
    goBack: vi.fn(),
  } satisfies ListingGridContext;
  const Editor = () => {
    const field = useRef<HTMLInputElement>(null);
    const { text, refusal, type, press } = usePriceEditor(listing, context, stop, field);
    return (
      <>
        <input ref={field} value={text} onChange={(event) => type(event.target.value)} onKeyDown={press} />
        <p role="status">{refusal}</p>
      </>
    );
  };
  const { unmount } = render(<Editor />);
  const field = screen.getByRole<HTMLInputElement>('textbox');
  field.focus();
  return { context, stop, field, unmount, user: userEvent.setup() };
}
/** Whether the browser would ask before the page is closed. */
const asksBeforeClosing = () => !fireEvent(window, new Event('beforeunload', { cancelable: true }));

test('arrows step by one unit, m goes to the market, and the sums follow each step', async () => {
  const { context, field, user } = editor();
  await user.keyboard('{ArrowUp}{ArrowUp}-m');
  expect(field.value).toBe('238.00');
  expect(context.setDraft.mock.calls.map(([draft]) => draft?.amount)).toEqual([
    22_500, 22_600, 22_500, 23_800,
  ]);
});

test('Ctrl Enter saves and goes down, Tab saves and edits the next one, Enter asks for the preview', async () => {
  const down = editor();
  await down.user.clear(down.field);
  await down.user.keyboard('230{Control>}{Enter}{/Control}');
  await vi.waitFor(() => expect(down.context.goDown).toHaveBeenCalledWith(false));
  expect(down.context.savePrice).toHaveBeenCalledWith(listing, 23_000);
  down.unmount();
  const next = editor(undefined, 22_500);
  expect(next.field.value).toBe('225.00');
  await next.user.keyboard('{Tab}');
  await vi.waitFor(() => expect(next.context.goDown).toHaveBeenCalledWith(true));
  next.unmount();
  const preview = editor(undefined, 22_500);
  await preview.user.keyboard('{Enter}');
  expect(preview.context.previewPrice).toHaveBeenCalledWith(listing, 22_500);
  expect(preview.context.savePrice).not.toHaveBeenCalled();
});

test('a refusal stays in the cell until something else is typed', async () => {
  const { context, stop, user } = editor({ kind: 'refused', words: 'It is below its floor of 200.00.' }, 100);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await vi.waitFor(() => expect(screen.getByRole('status').textContent).toContain('below its floor'));
  expect(stop).not.toHaveBeenCalled();
  await user.keyboard('9');
  expect(screen.getByRole('status').textContent).toBe('');
  expect(context.goDown).not.toHaveBeenCalled();
});

test('a half-typed price is asked about before the tab closes; an untouched one isn’t', async () => {
  const { user, unmount } = editor();
  expect(asksBeforeClosing()).toBe(false);
  await user.keyboard('{ArrowUp}');
  expect(asksBeforeClosing()).toBe(true);
  await user.keyboard('{ArrowDown}');
  expect(asksBeforeClosing()).toBe(false);
  await user.keyboard('{ArrowUp}');
  unmount();
  expect(asksBeforeClosing()).toBe(false);
});
