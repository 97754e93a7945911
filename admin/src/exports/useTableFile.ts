/** Asks for a table's file: a small one is downloaded at once, a large one is followed while it is written. */
import type { AskedExport, ExportRow } from '@holdfast/shared/exports';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { isWaiting } from './exportText.ts';

/** Milliseconds between two looks at how far it is. */
const lookEveryMs = 1_000;

/** The browser downloads it by itself, as from a link: a file of any size needs no memory of the page. */
function download(address: string): void {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  link.click();
}

/**
 * @param table the path of its list, such as `/admin/reports`
 * @param onDownload once a small one is on its way
 */
export function useTableFile(table: string, onDownload: () => void) {
  const [id, setId] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: (asked: { format: ExportRow['format']; query: string }) =>
      call<AskedExport>('/admin/exports', { method: 'POST', body: { table, ...asked } }),
    onSuccess({ address, export: written }) {
      setId(written?.id ?? null);
      if (address === null) return;
      download(`/api${address}`);
      onDownload();
    },
  });
  const found = useQuery({
    queryKey: ['export', id],
    queryFn: () => call<ExportRow>(`/admin/exports/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (!state.data || isWaiting(state.data) ? lookEveryMs : false),
  });
  return {
    ask: ask.mutate,
    isAsking: ask.isPending,
    refused: ask.error?.message ?? null,
    /** The file that is being written; null: none was asked for here. */
    written: id === null ? null : (found.data ?? ask.data?.export ?? null),
  };
}
