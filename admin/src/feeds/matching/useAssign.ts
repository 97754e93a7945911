import type { Colleague } from '@holdfast/shared/accounts';
import type { WaitingEvent } from '@holdfast/shared/feeds';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../../dataProvider/index.ts';
import { assignEntry } from '../calls.ts';

/** Assigns an entry. Retrying after a lost answer acts once. */
export function useAssign(id: string, onOwner: (entry: WaitingEvent) => void) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  async function assign(owner: Colleague | null) {
    if (busy) return;
    const content = `${id} ${owner?.id}`;
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      onOwner(await assignEntry(id, owner?.id ?? null, key.current.key));
      key.current = { content: '', key: '' };
      queries.invalidateQueries({ queryKey: ['today'] });
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, assign };
}
