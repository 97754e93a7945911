import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../dataProvider/index.ts';
import { doWithImport, type ImportDeed } from './api.ts';

/** Sends what a person does; the same deed tried again after a lost answer is done once. */
export function useDeeds(id: string, refetch: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const queries = useQueryClient();
  const key = useRef({ content: '', key: '' });
  async function act(deed: ImportDeed) {
    if (busy) return;
    const content = JSON.stringify(deed);
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      await doWithImport(id, deed, key.current.key);
      key.current = { content: '', key: '' };
      if (deed.deed === 'owner') queries.invalidateQueries({ queryKey: ['today'] });
      await refetch();
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was changed.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, act };
}
