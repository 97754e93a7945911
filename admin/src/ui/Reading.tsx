import { useKeysWait } from './shortcuts.tsx';

/**
 * A page that is still being read says so, but only when that takes long enough to wonder: what comes at once must not
 * flicker.
 * @param what as in “Reading the order…”
 */
export function Reading({ what }: { what: string }) {
  useKeysWait(true);
  return (
    <p className="reading" role="status">
      Reading {what}…
    </p>
  );
}
