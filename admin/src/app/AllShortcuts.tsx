import type { Role } from '@holdfast/shared/accounts';
import Dialog from '@mui/material/Dialog';
import { useGetIdentity } from 'react-admin';
import { mayOpen } from '../authProvider/index.ts';
import { Caps, useAllShortcuts } from '../ui/shortcuts.tsx';
import { rooms } from './pages.ts';

/** Lists every shortcut of the current page. */
export function AllShortcuts({ open, close }: { open: boolean; close: () => void }) {
  const sets = useAllShortcuts();
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const here = sets.flat().filter((binding) => !binding.keys.startsWith('g '));
  return (
    <Dialog open={open} onClose={close} aria-labelledby="all-keys">
      <h2 className="dialog-title" id="all-keys">
        All keys
      </h2>
      <div className="all-keys">
        <h3>On this page</h3>
        {here.map((binding) => (
          <div key={`${binding.keys} ${binding.does}`}>
            {[binding.keys, ...(binding.also ?? [])].map((keys) => (
              <span key={keys}>
                <Caps keys={keys} />
              </span>
            ))}
            <span>{binding.does}</span>
          </div>
        ))}
        <h3>Go to</h3>
        {rooms
          .flatMap((room) => room.pages)
          .filter((page) => page.key !== undefined && mayOpen(page.page, roles))
          .map((page) => (
            <div key={page.to}>
              <span>
                <Caps keys={`g ${page.key}`} />
              </span>
              <span>{page.name}</span>
            </div>
          ))}
      </div>
      <div style={{ padding: '0 20px 16px' }}>
        <button type="button" className="btn" onClick={close}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
    </Dialog>
  );
}
