import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../dataProvider/index.ts';
import { doWithImport, type ImportAction } from './api.ts';

/** Sends an action on the import. Retrying after a lost answer acts once. */
export function useImportActions(id: string, refetch: () => Promise<unknown>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const queries = useQueryClient();
  const key = useRef({ content: '', key: '' });
  async function act(action: ImportAction) {
    if (busy) return;
    const content = JSON.stringify(action);
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      await doWithImport(id, action, key.current.key);
      key.current = { content: '', key: '' };
      if (action.action === 'owner') queries.invalidateQueries({ queryKey: ['today'] });
      await refetch();
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was changed.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, act };
}
