/**
 * Which binding answers a key. No letter acts while a field has the focus, and whoever registered last is asked first;
 * what nothing answers yet is kept for what is still being read or drawn.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
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

export type ShortcutSet = RefObject<readonly Shortcut[]>;
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

/** The first key of two, pressed at most this long ago, in milliseconds. */
const sequenceMs = 1_500;

/** The binding that a key means here, if any. @param wanted the key after the one before it, and alone */
export function bindingFor(
  sets: readonly ShortcutSet[],
  wanted: readonly string[],
  target: EventTarget | null,
): Shortcut | null {
  const inField = isField(target);
  const isModal = document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
  const bindings = [...sets].reverse().flatMap((set) => set.current);
  for (const name of wanted) {
    if (isModal && name !== 'Escape') continue;
    if (/^(?:Enter|Space)$/.test(name) && isPressable(target)) continue;
    const found = bindings.find(
      ({ keys, also, inFields }) => (keys === name || also?.includes(name)) && (!inField || inFields),
    );
    if (found) return found;
  }
  return null;
}

/** @param newest what answers a key: known at once, while what is drawn of it follows */
export function useKeyPresses(newest: RefObject<readonly ShortcutSet[]>): void {
  const first = useRef<{ key: string; at: number } | null>(null);
  const waitForNextPage = useWaitForNextPage();
  useEffect(() => {
    /** @returns whether a binding acted; one that can't act yet lets the key be kept */
    function answer(name: string, at: number, target: EventTarget | null): boolean {
      const before = first.current && at - first.current.at < sequenceMs ? first.current.key : null;
      first.current = null;
      const binding = bindingFor(newest.current, before ? [`${before} ${name}`, name] : [name], target);
      return binding !== null && (binding.run() !== false || !keptKeys.isWaiting);
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
  }, [waitForNextPage, newest]);
}
