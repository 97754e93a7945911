import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey, Refusal } from '../../dataProvider/index.ts';
import { decideEntry, type EntryAction } from '../calls.ts';

/** A refusal of several fields says each of them. */
function wordsOf(refusal: unknown): string {
  const fields = refusal instanceof Refusal ? refusal.problem?.errors : undefined;
  if (fields && fields.length > 1) return fields.map(({ message }) => message).join(' ');
  return refusal instanceof Error ? refusal.message : 'That didn’t work.';
}

/** Sends a decision about an entry. Retrying after a lost answer acts once. */
export function useDecide(
  id: string,
  onDone: (eventId: string | null, action: EntryAction['action']) => void,
) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  async function decide(facts: EntryAction) {
    if (busy) return;
    const content = `${id} ${JSON.stringify(facts)}`;
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      const { eventId } = await decideEntry(id, facts, key.current.key);
      // A reopened entry can be decided again: that is a new action with a new key.
      key.current = { content: '', key: '' };
      for (const each of ['matching', 'counts', 'feeds', 'today', 'events'])
        queries.invalidateQueries({ queryKey: [each] });
      onDone(eventId, facts.action);
    } catch (refusal) {
      setProblem(wordsOf(refusal));
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, decide };
}
