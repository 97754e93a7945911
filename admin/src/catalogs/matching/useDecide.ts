import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../dataProvider/index.ts';
import { decideEntry, type EntryDeed } from '../calls.ts';

/** Sends what a person decides of an entry; the same tried again after a lost answer is done once. */
export function useDecide(id: string, onDone: (eventId: string | null, deed: EntryDeed['deed']) => void) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  async function decide(said: EntryDeed) {
    if (busy) return;
    const content = `${id} ${JSON.stringify(said)}`;
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      const { eventId } = await decideEntry(id, said, key.current.key);
      // What was decided may be decided again after it was reopened: that is another deed.
      key.current = { content: '', key: '' };
      for (const each of ['matching', 'catalogues', 'today', 'events'])
        queries.invalidateQueries({ queryKey: [each] });
      onDone(eventId, said.deed);
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, decide };
}
