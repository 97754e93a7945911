import type { ImportRowDetail } from '@holdfast/shared/imports';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { correctImportRow } from './api.ts';

/** Sends a correction of one row, one at a time. Retrying after a lost answer acts once. */
export function useCorrection(id: string, line: number, onCorrected: (row: ImportRowDetail) => void) {
  const queries = useQueryClient();
  const { keyFor, renew } = useSubmissionKey();
  const isUnderWay = useRef(false);
  const sending = useMutation({
    mutationFn: (cells: Record<string, string>) =>
      correctImportRow(id, line, cells, keyFor([id, line, cells])),
    onSuccess(row) {
      // The same text after another attempt is a new action.
      renew();
      queries.invalidateQueries({ queryKey: ['today'] });
      onCorrected(row);
    },
    onSettled() {
      isUnderWay.current = false;
    },
  });
  return {
    busy: sending.isPending,
    problem: sending.error?.message ?? null,
    correct(cells: Record<string, string>) {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      sending.mutate(cells);
    },
  };
}
