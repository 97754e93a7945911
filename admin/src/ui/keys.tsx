/**
 * Keys of a page. A page names its keys with `useKeys`; the key line shows them, `?` lists them all.
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

export interface KeyBinding {
  /** `a`, `Shift+j`, `Ctrl+Enter`, `Space`, `g t` (one after the other) */
  keys: string;
  /** Other keys that do the same, shown in the list of all keys only. */
  also?: readonly string[];
  does: string;
  run: () => void;
  /** Works while a field has the focus, too: only for Esc and Ctrl Enter. */
  inFields?: boolean;
  /** Listed under `?`, but not in the key line. */
  quiet?: boolean;
}

type KeySet = RefObject<readonly KeyBinding[]>;
interface Keys {
  register(set: KeySet): () => void;
  sets: readonly KeySet[];
}
const KeysContext = createContext<Keys>({ register: () => () => {}, sets: [] });

/** `Ctrl+a`, `Shift+j`, `?`, `Space` */
function nameOf(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key;
  const ctrl = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  if (key.length > 1) return `${ctrl}${event.shiftKey ? 'Shift+' : ''}${key}`;
  const isLetter = key.toLowerCase() !== key.toUpperCase();
  return `${ctrl}${event.shiftKey && isLetter ? 'Shift+' : ''}${key.toLowerCase()}`;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select, [role="combobox"], [role="slider"]');
}
function isPressable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest('button, a[href], summary, input, [role="option"]') !== null
  );
}

export function KeysProvider({ children }: { children: ReactNode }) {
  const [sets, setSets] = useState<readonly KeySet[]>([]);
  /** What answers a key: known at once, while what is drawn of it follows. */
  const newest = useRef(sets);
  const first = useRef<{ key: string; at: number } | null>(null);

  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.defaultPrevented || event.altKey || event.isComposing) return;
      const name = nameOf(event);
      if (name.endsWith('Shift') || name.endsWith('Control') || name.endsWith('Meta')) return;
      const inField = isField(event.target);
      const before = first.current && event.timeStamp - first.current.at < 1500 ? first.current.key : null;
      first.current = null;
      const wanted = before ? [`${before} ${name}`, name] : [name];
      const isModal = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
      for (const wantedName of wanted) {
        for (const set of [...newest.current].reverse()) {
          for (const binding of set.current) {
            if (binding.keys !== wantedName && !binding.also?.includes(wantedName)) continue;
            if (inField && !binding.inFields) continue;
            if (isModal && wantedName !== 'Escape') continue;
            if ((name === 'Enter' || name === 'Space') && isPressable(event.target)) continue;
            event.preventDefault();
            binding.run();
            return;
          }
        }
      }
      if (
        !inField &&
        newest.current.some((set) => set.current.some((each) => each.keys.startsWith(`${name} `)))
      )
        first.current = { key: name, at: event.timeStamp };
    }
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);

  const change = useCallback((to: (all: readonly KeySet[]) => readonly KeySet[]) => {
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
export function useKeys(bindings: readonly KeyBinding[]): void {
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

/** All bindings on screen, the newest set first. */
export function useAllKeys(): readonly (readonly KeyBinding[])[] {
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
