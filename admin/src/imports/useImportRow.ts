import type { ImportFile } from '@holdfast/shared/imports';
import { useQuery } from '@tanstack/react-query';
import { readImportRow } from './api.ts';

/** Reads one row in detail, again whenever its import changes. */
export function useImportRow({ id, version }: Pick<ImportFile, 'id' | 'version'>, line: number) {
  return useQuery({
    queryKey: ['importRow', id, line, version],
    queryFn: ({ signal }) => readImportRow(id, line, signal),
    placeholderData: (before) => (before?.line === line ? before : undefined),
  });
}
