import type { ImportRowDetail } from '@holdfast/shared/imports';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { newKey } from '../dataProvider/index.ts';
import { correctImportRow } from './api.ts';

/** Sends a correction. Retrying after a lost answer acts once. */
export function useCorrection(id: string, line: number, onMended: (row: ImportRowDetail) => void) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const key = useRef({ content: '', key: '' });
  async function correct(cells: Record<string, string>) {
    if (busy) return;
    const content = `${id} ${line} ${JSON.stringify(cells)}`;
    if (key.current.content !== content) key.current = { content, key: newKey() };
    setBusy(true);
    setProblem(null);
    try {
      const row = await correctImportRow(id, line, cells, key.current.key);
      // The same text after another attempt is a new action, so the key changes.
      key.current = { content: '', key: '' };
      queries.invalidateQueries({ queryKey: ['today'] });
      onMended(row);
    } catch (refusal) {
      setProblem(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was changed.');
    } finally {
      setBusy(false);
    }
  }
  return { busy, problem, correct };
}
