/**
 * Keyboard shortcuts. A page registers them with `useShortcuts`; the shortcut bar shows them, `?` lists them all.
 * No letter acts while a field has the focus, and whoever came last is asked first.
 */
import {
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'react-router';
import { keptKeys, takeOverKeys } from './earlyKeys.ts';
import { isField, keyName } from './keptKeys.ts';

export interface Shortcut {
  /** `a`, `Shift+j`, `Ctrl+Enter`, `Space`, `g t` (one after the other) */
  keys: string;
  /** Other keys that do the same, shown in the list of all keys only. */
  also?: readonly string[];
  does: string;
  /** False when it can't act yet because its rows are still being read: the key is kept until they are here. */
  run: () => unknown;
  /** Works while a field has the focus, too: only for Esc and Ctrl Enter. */
  inFields?: boolean;
  /** Listed under `?`, but not in the shortcut bar. */
  quiet?: boolean;
}

type ShortcutSet = RefObject<readonly Shortcut[]>;
interface Keys {
  register(set: ShortcutSet): () => void;
  sets: readonly ShortcutSet[];
}
const KeysContext = createContext<Keys>({ register: () => () => {}, sets: [] });

function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a[href], summary, input, [role="option"]') !== null
  );
}

const addressPath = () => window.location.hash.split('?')[0];
/**
 * A page that was asked for may still be loading, with the last one on screen. Keys are meant for the one to come.
 * @returns looks whether that is so now; keys wait until the next page is drawn
 */
function useWaitForNextPage(): () => boolean {
  const { pathname } = useLocation();
  const shown = useRef(addressPath());
  const over = useRef<(() => void) | null>(null);
  const end = useCallback(() => {
    over.current?.();
    over.current = null;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per page
  useLayoutEffect(() => {
    shown.current = addressPath();
    end();
  }, [pathname]);
  useLayoutEffect(() => end, [end]);
  return useCallback(() => {
    const isLeaving = addressPath() !== shown.current;
    if (isLeaving) over.current ??= keptKeys.wait();
    else end();
    return isLeaving;
  }, [end]);
}

export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<readonly ShortcutSet[]>([]);
  /** What answers a key: known at once, while what is drawn of it follows. */
  const newest = useRef(sets);
  const first = useRef<{ key: string; at: number } | null>(null);
  const waitForNextPage = useWaitForNextPage();

  useEffect(() => {
    /** @returns whether a binding acted; one that can't act yet lets the key be kept */
    function answer(name: string, at: number, target: EventTarget | null): boolean {
      const inField = isField(target);
      const before = first.current && at - first.current.at < 1500 ? first.current.key : null;
      first.current = null;
      const wanted = before ? [`${before} ${name}`, name] : [name];
      const isModal = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
      for (const wantedName of wanted) {
        for (const set of [...newest.current].reverse()) {
          for (const binding of set.current) {
            if (binding.keys !== wantedName && !binding.also?.includes(wantedName)) continue;
            if (inField && !binding.inFields) continue;
            if (isModal && wantedName !== 'Escape') continue;
            if ((name === 'Enter' || name === 'Space') && isPressable(target)) continue;
            return binding.run() !== false || !keptKeys.isWaiting;
          }
        }
      }
      return false;
    }
    function begins(name: string): boolean {
      return newest.current.some((set) => set.current.some((each) => each.keys.startsWith(`${name} `)));
    }
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const name = keyName(event);
      if (/(?:Shift|Control|Meta)$/.test(name)) return;
      const inField = isField(event.target);
      if (inField || name === 'Escape') keptKeys.clear();
      const isLeaving = waitForNextPage();
      if (!inField && (keptKeys.hasKeys || isLeaving) && keptKeys.keep(name, event.timeStamp)) {
        event.preventDefault();
      } else if (answer(name, event.timeStamp, event.target)) {
        event.preventDefault();
      } else if (inField || (isPressable(event.target) && /^(?:Enter|Space)$/.test(name))) {
        return;
      } else if (begins(name)) {
        first.current = { key: name, at: event.timeStamp };
      } else if (keptKeys.keep(name, event.timeStamp)) {
        event.preventDefault();
      }
    }
    takeOverKeys();
    window.addEventListener('keydown', press);
    keptKeys.answerWith((name, at) => {
      // What one key changes is drawn before the next one is pressed.
      flushSync(() => {
        if (!answer(name, at, document.activeElement) && begins(name)) first.current = { key: name, at };
      });
      waitForNextPage();
    });
    return () => {
      window.removeEventListener('keydown', press);
      keptKeys.answerWith(null);
    };
  }, [waitForNextPage]);

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

/** All bindings on screen, the newest set first. */
export function useAllShortcuts(): readonly (readonly Shortcut[])[] {
  return [...useContext(KeysContext).sets].reverse().map((set) => set.current);
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
