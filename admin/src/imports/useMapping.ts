import type { ImportFile } from '@holdfast/shared/imports';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isHere, stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { previewMapping, readMapping } from './api.ts';

/** The meaning of a file's columns while somebody chooses it, and how its first rows read with it. */
export function useMapping(file: ImportFile, busy: boolean, save: (fields: Record<string, string>) => void) {
  const [fields, setFields] = useState<Record<string, string> | null>(null);
  const proposal = useQuery({
    queryKey: ['mapping', file.id],
    queryFn: ({ signal }) => readMapping(file.id, signal),
  });
  useEffect(() => {
    if (proposal.data) setFields((chosen) => chosen ?? proposal.data.fields);
  }, [proposal.data]);
  const preview = useQuery({
    queryKey: ['mapping', file.id, fields],
    queryFn: ({ signal }) => previewMapping(file.id, fields ?? {}, signal),
    enabled: fields !== null,
    placeholderData: (before) => before,
  });
  const isBehind = preview.isPlaceholderData || preview.data === undefined;
  const why = pendingReason();
  const pendingHint = usePendingHint(why, isHere('Ctrl Enter'), fields);

  function pendingReason(): string | null {
    if (busy) return 'It is being done.';
    if (preview.error && isBehind) return 'Without a preview nothing is remembered.';
    if (isBehind) return stillRead('Ctrl Enter');
    return preview.data?.missing ?? null;
  }
  const act = () => {
    if (fields !== null) save(fields);
  };
  useShortcuts([
    {
      keys: 'Ctrl+Enter',
      does: 'remember and check the rows',
      run: () => pendingHint.tryTo(act),
      inFields: true,
    },
  ]);
  return {
    fields,
    setFields,
    proposal,
    preview,
    shown: preview.data ?? proposal.data,
    isBehind,
    /** Why it can't be remembered yet. */
    why,
    said: pendingHint.text,
    act,
  };
}
