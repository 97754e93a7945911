import type { ImportFile } from '@holdfast/shared/consignment';
import { useQuery } from '@tanstack/react-query';
import { readImportRow } from './api.ts';

/** One row field by field, read anew whenever its file changes. */
export function useImportRow({ id, version }: Pick<ImportFile, 'id' | 'version'>, line: number) {
  return useQuery({
    queryKey: ['importRow', id, line, version],
    queryFn: ({ signal }) => readImportRow(id, line, signal),
    placeholderData: (before) => (before?.line === line ? before : undefined),
  });
}
