import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Parts of the address to set; an empty value takes its part out. */
export type AddressChanges = Record<string, string | null | undefined>;

/**
 * What of a page stands in its address, so that it can be linked to. Anything but a turn of pages begins at the first one,
 * and replaces the entry in the history: going back leaves the page.
 */
export function useAddress(): [URLSearchParams, (changes: AddressChanges) => void] {
  const [query, setQuery] = useSearchParams();
  const change = useCallback(
    (changes: AddressChanges) =>
      setQuery(
        (before) => {
          const next = new URLSearchParams(before);
          next.delete('page');
          for (const [name, value] of Object.entries(changes))
            if (value) next.set(name, value);
            else next.delete(name);
          return next;
        },
        { replace: !('page' in changes) },
      ),
    [setQuery],
  );
  return [query, change];
}
