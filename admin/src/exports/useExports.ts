/** The files that a person asked for, and what is done with one. */
import type { ExportList, ExportRow } from '@holdfast/shared/exports';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { isWaiting } from './exportText.ts';

const perPage = 50;
/** Milliseconds between two looks while one is being written. */
const lookEveryMs = 2_000;

/** A page of them, looked at again while one is being written. */
export function useExports() {
  const notify = useNotify();
  const queries = useQueryClient();
  const [page, setPage] = useState(1);
  const list = useQuery({
    queryKey: ['exports', page],
    queryFn: () => call<ExportList>(`/admin/exports?page=${page}&perPage=${perPage}`),
    refetchInterval: ({ state }) => (state.data?.data.some(isWaiting) ? lookEveryMs : false),
  });
  const remove = useMutation({
    mutationFn: ({ id }: ExportRow) => call(`/admin/exports/${id}/remove`, { method: 'POST' }),
    onSuccess: (_, row) =>
      notify(isWaiting(row) ? `“${row.file}” isn’t written any further.` : `“${row.file}” is deleted.`, {
        type: 'success',
      }),
    onError: (error: Error) => notify(error.message, { type: 'error' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['exports'] }),
  });
  return {
    list: list.data,
    error: list.data === undefined ? list.error : null,
    readAgain: () => void list.refetch(),
    page,
    pages: Math.max(1, Math.ceil((list.data?.total ?? 0) / perPage)),
    setPage,
    isBusy: remove.isPending,
    remove: (row: ExportRow) => remove.mutate(row),
  };
}
