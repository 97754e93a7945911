/** Explains at the button, and to screen readers, why an action can't be confirmed yet. */
import { useState } from 'react';

/** @param key as the button shows it */
export const stillRead = (key: string) =>
  `The preview is still being read. Press ${key} again when it is here.`;
/** @param key as the button shows it */
export const isHere = (key: string) => `The preview is here. Look at it, then press ${key}.`;

/**
 * @param why what keeps it from being done; null: nothing
 * @param ready the text once nothing is missing any more, after it was asked for too early
 * @param subject what was asked for belongs to it; another one begins anew
 */
export function usePendingHint(why: string | null, ready: string, subject: unknown) {
  const [asked, setAsked] = useState<{ of: unknown } | null>(null);
  return {
    text: asked !== null && asked.of === subject ? (why ?? ready) : '',
    /** Does it, or says why not yet. */
    tryTo(act: () => void) {
      setAsked(why === null ? null : { of: subject });
      if (why === null) act();
    },
  };
}

/** Always rendered: screen readers announce changes only in a live region that already exists. */
export function PendingHint({ text }: { text: string }) {
  return (
    <p className="not-yet" role="status">
      {text}
    </p>
  );
}
