import { useEffect, useRef, useState } from 'react';
import { useNavigation } from './navigation.ts';

const read = (name: string): unknown => (history.state as Record<string, unknown> | null)?.[name];

/**
 * A value of a page that Back and a reload bring again, though the address doesn't say it: the entry of the history keeps it.
 * @param name of its own within the page
 */
export function useKept<T extends number | string | boolean | null>(
  name: string,
  initial: T,
): [T, (value: T) => void] {
  // The first page is rendered as the server rendered it.
  const isFirst = useNavigation().shown.visit === 0;
  const [value, setValue] = useState<T>(() =>
    isFirst ? initial : ((read(name) as T | undefined) ?? initial),
  );
  useEffect(() => {
    const kept = read(name) as T | undefined;
    if (isFirst && kept !== undefined) setValue(kept);
  }, [isFirst, name]);
  return [
    value,
    (next) => {
      setValue(next);
      history.replaceState({ ...history.state, [name]: next }, '');
    },
  ];
}

/**
 * Scrolls on to where the page stood before a reload, once what it loads afterwards has made it long enough.
 * @param isLong whether it has
 */
export function useScrollBack(isLong: boolean): void {
  const isFirst = useNavigation().shown.visit === 0;
  const isDone = useRef(false);
  useEffect(() => {
    if (!isLong || isDone.current) return;
    isDone.current = true;
    const scrollY = read('scrollY');
    if (isFirst && typeof scrollY === 'number' && scrollY > window.scrollY)
      scrollTo({ top: scrollY, behavior: 'instant' });
  }, [isFirst, isLong]);
}
