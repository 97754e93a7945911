import { useLayoutEffect, useRef } from 'react';
import { useShortcuts } from '../shortcuts.tsx';

type FindForm = () => HTMLFormElement | null | undefined;

/** Those on screen that Ctrl+Enter sends. */
const onScreen = new Set<FindForm>();

/** Ctrl+Enter sends the form that has the focus, and without one the form that came last. */
export function useSendKey(own: FindForm): void {
  const newest = useRef(own);
  newest.current = own;
  useLayoutEffect(() => {
    const find = () => newest.current();
    onScreen.add(find);
    return () => void onScreen.delete(find);
  }, []);
  useShortcuts([
    {
      keys: 'Ctrl+Enter',
      does: 'send the form',
      inFields: true,
      run: () => (focusedForm() ?? own())?.requestSubmit(),
    },
  ]);
}

function focusedForm(): HTMLFormElement | null | undefined {
  const forms = [...onScreen].map((find) => find());
  return forms.find((form) => form?.contains(document.activeElement));
}
