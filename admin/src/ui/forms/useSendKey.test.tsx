import userEvent from '@testing-library/user-event';
import { useRef } from 'react';
import { expect, test, vi } from 'vitest';
import { renderDesk } from '../../../test/desk.tsx';
import { useAllShortcuts } from '../shortcuts.tsx';
import { useSendKey } from './useSendKey.ts';

function NamedForm({ name, send }: { name: string; send: (name: string) => void }) {
  const form = useRef<HTMLFormElement>(null);
  useSendKey(() => form.current);
  return (
    <form
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        send(name);
      }}
    >
      <input aria-label={name} />
    </form>
  );
}
const ShownKeys = () => (
  <output>
    {useAllShortcuts()
      .flat()
      .map(({ does }) => does)
      .join(', ')}
  </output>
);

test('of two forms, Ctrl+Enter sends the one with the focus, without one the last; the key is shown once', async () => {
  const user = userEvent.setup();
  const send = vi.fn();
  const { getByLabelText, getByRole } = renderDesk(
    <>
      <NamedForm name="Profile" send={send} />
      <NamedForm name="Merge" send={send} />
      <ShownKeys />
    </>,
  );
  await user.keyboard('{Control>}{Enter}{/Control}');
  await user.click(getByLabelText('Profile'));
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(send.mock.calls).toEqual([['Merge'], ['Profile']]);
  expect(getByRole('status').textContent).toBe('send the form');
});
