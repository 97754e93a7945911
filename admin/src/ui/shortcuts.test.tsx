import { act, render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { renderDesk } from '../../test/desk.tsx';
import { Caps, type Shortcut, useAllShortcuts, useKeysWait, useShortcuts } from './shortcuts.tsx';

function Keys({ of }: { of: readonly Shortcut[] }) {
  useShortcuts(of);
  return null;
}
const key = (keys: string, run: () => unknown = vi.fn(), others: Partial<Shortcut> = {}): Shortcut => ({
  keys,
  does: keys,
  run,
  ...others,
});

test('whoever registered last is asked first, until it is gone', async () => {
  const user = userEvent.setup();
  const page = vi.fn();
  const panel = vi.fn();
  let open: (is: boolean) => void = () => {};
  const Page = () => {
    const [isOpen, setOpen] = useState(true);
    open = setOpen;
    return (
      <>
        <Keys of={[key('a', page)]} />
        {isOpen && <Keys of={[key('a', panel)]} />}
      </>
    );
  };
  renderDesk(<Page />);
  await user.keyboard('a');
  act(() => open(false));
  await user.keyboard('a');
  expect([panel.mock.calls.length, page.mock.calls.length]).toEqual([1, 1]);
});

test('letters typed into a field act nowhere; only keys that are meant for fields do', async () => {
  const user = userEvent.setup();
  const letter = vi.fn();
  const done = vi.fn();
  const { getByRole } = renderDesk(
    <>
      <input aria-label="Reason" />
      <Keys of={[key('a', letter), key('Ctrl+Enter', done, { inFields: true })]} />
    </>,
  );
  await user.click(getByRole('textbox'));
  await user.keyboard('aa{Control>}{Enter}{/Control}');
  expect(letter).not.toHaveBeenCalled();
  expect(done).toHaveBeenCalledOnce();
});

test('two keys after each other are one binding, and another key in between ends it', async () => {
  const user = userEvent.setup();
  const goTo = vi.fn();
  const t = vi.fn();
  renderDesk(<Keys of={[key('g t', goTo), key('t', t), key('x')]} />);
  await user.keyboard('gt');
  await user.keyboard('gxt');
  expect([goTo.mock.calls.length, t.mock.calls.length]).toEqual([1, 1]);
});

test('Enter on a button is the button’s; over a dialog only Esc acts', async () => {
  const user = userEvent.setup();
  const enter = vi.fn();
  const pressed = vi.fn();
  const letter = vi.fn();
  const leave = vi.fn();
  const { getByRole } = renderDesk(
    <>
      <button type="button" onClick={pressed}>
        Approve
      </button>
      <Keys of={[key('Enter', enter), key('a', letter), key('Escape', leave)]} />
    </>,
  );
  getByRole('button').focus();
  await user.keyboard('{Enter}');
  expect([pressed.mock.calls.length, enter.mock.calls.length]).toEqual([1, 0]);
  const dialog = render(<div role="dialog" aria-modal="true" aria-label="All keys" />);
  getByRole('button').blur();
  await user.keyboard('a{Escape}');
  expect([letter.mock.calls.length, leave.mock.calls.length]).toEqual([0, 1]);
  dialog.unmount();
});

test('a key pressed while rows are read is kept, and pressed when they are here', async () => {
  const user = userEvent.setup();
  const down = vi.fn();
  let read: (is: boolean) => void = () => {};
  const Page = () => {
    const [isRead, setRead] = useState(false);
    read = setRead;
    useKeysWait(!isRead);
    return <Keys of={isRead ? [key('j', down)] : []} />;
  };
  renderDesk(<Page />);
  await user.keyboard('jj');
  expect(down).not.toHaveBeenCalled();
  act(() => read(true));
  await vi.waitFor(() => expect(down).toHaveBeenCalledTimes(2));
});

test('the shortcut bar has the newest set first; caps read as on the keyboard', () => {
  let all: readonly (readonly Shortcut[])[] = [];
  const Bar = () => {
    all = useAllShortcuts();
    return null;
  };
  renderDesk(
    <>
      <Keys of={[key('a')]} />
      <Keys of={[key('b')]} />
      <Bar />
    </>,
  );
  expect(all.map((set) => set.map(({ keys }) => keys))).toEqual([['b'], ['a']]);
  const { container } = render(<Caps keys="Shift+ArrowLeft" />);
  expect([...container.querySelectorAll('kbd')].map(({ textContent }) => textContent)).toEqual([
    'Shift',
    '←',
  ]);
});
