import type { ImportRowDetail } from '@holdfast/shared/consignment';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../dataProvider/index.ts';
import { mendImportRow } from './api.ts';

/** Sends what a row should read; the same tried again after a lost answer is done once. */
export function useMend(id: string, line: number, onMended: (row: ImportRowDetail) => void) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  async function mend(cells: Record<string, string>) {
    if (busy) return;
    const content = `${id} ${line} ${JSON.stringify(cells)}`;
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      const row = await mendImportRow(id, line, cells, key.current.key);
      // The same text may be meant again after another one was tried.
      key.current = { content: '', key: '' };
      queries.invalidateQueries({ queryKey: ['today'] });
      onMended(row);
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was changed.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, mend };
}
