import { useState } from 'react';

/**
 * What a person decides about: the facts as they stood when the form was opened, while the page is read again beside it.
 * @param now the facts now
 * @param words what they are now, in a sentence
 */
export function useSeen<Facts extends object>(now: Facts, words: string) {
  const [seen, setSeen] = useState(now);
  const isStale = JSON.stringify(seen) !== JSON.stringify(now);
  const notice = isStale && (
    <p className="note warn" role="alert">
      This changed since you opened it. {words}{' '}
      <button type="button" className="link" onClick={() => setSeen(now)}>
        Decide about this
      </button>
    </p>
  );
  return { seen, notice };
}
