/** A deed that is asked for too early says why, at its button and to a screen reader: silence would pass for a lost key. */
import { useEffect, useState } from 'react';

/** @param key as the button shows it */
export const stillRead = (key: string) =>
  `The preview is still being read. Press ${key} again when it is here.`;
/** @param key as the button shows it */
export const isHere = (key: string) => `The preview is here. Look at it, then press ${key}.`;

/**
 * @param why what keeps it from being done; null: nothing
 * @param ready what is said when nothing does any more, after it was asked for too early
 * @param subject another subject begins anew
 */
export function useNotYet(why: string | null, ready: string, subject: unknown) {
  const [asked, setAsked] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was asked for belongs to its subject
  useEffect(() => setAsked(false), [subject]);
  return {
    said: asked ? (why ?? ready) : '',
    /** Does it, or says why not yet. */
    tryTo(act: () => void) {
      setAsked(why !== null);
      if (why === null) act();
    },
  };
}

/** Stands above the button, also while it says nothing: only a region that is there is read out when it speaks. */
export function NotYet({ said }: { said: string }) {
  return (
    <p className="not-yet" role="status">
      {said}
    </p>
  );
}
