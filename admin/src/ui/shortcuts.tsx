/**
 * Keyboard shortcuts. A page registers them with `useShortcuts`; the shortcut bar shows them, `?` lists them all.
 * No letter acts while a field has the focus, and whoever came last is asked first.
 */
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { keptKeys } from './earlyKeys.ts';
import { type Shortcut, type ShortcutSet, useKeyPresses } from './useKeyPresses.ts';

export type { Shortcut } from './useKeyPresses.ts';

interface Keys {
  register(set: ShortcutSet): () => void;
  sets: readonly ShortcutSet[];
}
const KeysContext = createContext<Keys>({ register: () => () => {}, sets: [] });

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<readonly ShortcutSet[]>([]);
  const newest = useRef(sets);
  useKeyPresses(newest);

  const change = useCallback((to: (all: readonly ShortcutSet[]) => readonly ShortcutSet[]) => {
    newest.current = to(newest.current);
    setSets(newest.current);
  }, []);
  const keys = useMemo<Keys>(
    () => ({
      sets,
      register(set) {
        change((all) => [...all, set]);
        return () => change((all) => all.filter((each) => each !== set));
      },
    }),
    [sets, change],
  );
  return <KeysContext value={keys}>{children}</KeysContext>;
}

/** The keys of this page or panel, for as long as it is on screen. */
export function useShortcuts(bindings: readonly Shortcut[]): void {
  const { register } = useContext(KeysContext);
  const set = useRef(bindings);
  set.current = bindings;
  const registering = useRef(register);
  registering.current = register;
  const shown = bindings.map((binding) => `${binding.keys} ${binding.does}`).join('\n');
  // Registered again when what they do reads differently, so that the key line follows. Before it is drawn: a key that is
  // seen is a key that works.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the set itself is a ref
  useLayoutEffect(() => registering.current(set), [shown]);
}

/** While this is so, keys that nothing answers are kept: what answers them may be on its way. */
export function useKeysWait(isWaiting: boolean): void {
  useLayoutEffect(() => (isWaiting ? keptKeys.wait() : undefined), [isWaiting]);
}

/** Stands where something is still being loaded that may answer keys. */
export function KeysWait() {
  useKeysWait(true);
  return null;
}

/** All bindings on screen, the newest set first, each once: two forms on a page are sent by the same keys. */
export function useAllShortcuts(): readonly (readonly Shortcut[])[] {
  const seen = new Set<string>();
  const isNew = ({ keys, does }: Shortcut) => {
    const name = `${keys} ${does}`;
    return !seen.has(name) && seen.add(name);
  };
  return [...useContext(KeysContext).sets].reverse().map((set) => set.current.filter(isNew));
}

const caps: Record<string, string> = {
  Escape: 'Esc',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** The caps of one binding: `Shift` `j`. */
export function Caps({ keys }: { keys: string }) {
  return (
    <>
      {(keys.length === 1 ? [keys] : keys.split(/[+ ]/)).map((cap, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one key name, in their order
        <kbd key={at}>{caps[cap] ?? cap}</kbd>
      ))}
    </>
  );
}
