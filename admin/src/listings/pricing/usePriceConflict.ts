/** A price conflict: whether the typed price may go on top of theirs, and putting it there. */
import type { Listing, ListingOutcome } from '@holdfast/shared/listings';
import { useEffect, useRef, useState } from 'react';
import { useUnloadQuestion } from '../../ui/useUnloadQuestion.ts';
import { type Saved, savePrice } from './savePrice.ts';

export interface PriceConflict {
  /** The listing as the person saw it. */
  seen: Listing;
  typed: number;
  outcome: ListingOutcome;
}

export function usePriceConflict(
  { seen, typed, outcome }: PriceConflict,
  applied: (answer: Exclude<Saved, { kind: 'refused' }>) => void,
) {
  const [legal, setLegal] = useState<boolean | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const busy = useRef(false);
  // The typed price isn't saved while the question is open.
  useUnloadQuestion(true);
  // The server decides whether the typed price may replace theirs.
  useEffect(() => {
    let gone = false;
    savePrice(seen, typed, { version: outcome.version, preview: true }).then((answer) => {
      if (gone) return;
      setLegal(answer.kind === 'saved');
      setWords(answer.kind === 'refused' ? answer.words : null);
    });
    return () => {
      gone = true;
    };
  }, [seen, typed, outcome.version]);

  async function apply() {
    if (!legal || busy.current) return;
    busy.current = true;
    const answer = await savePrice(seen, typed, { version: outcome.version });
    busy.current = false;
    if (answer.kind === 'refused') {
      setLegal(false);
      setWords(answer.words);
    } else applied(answer);
  }
  return {
    /** Null while the server hasn't said. */
    legal,
    /** Why it can't go on top. */
    words,
    apply,
  };
}
