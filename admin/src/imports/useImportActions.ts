import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { doWithImport, type ImportAction } from './api.ts';

/** Sends an action on the import, one at a time. Retrying after a lost answer acts once. */
export function useImportActions(id: string, refetch: () => Promise<unknown>) {
  const queries = useQueryClient();
  const { keyFor, renew } = useSubmissionKey();
  /** Known at once, while `isPending` follows with the next render: a key pressed twice acts once. */
  const isUnderWay = useRef(false);
  const sending = useMutation({
    mutationFn: (action: ImportAction) => doWithImport(id, action, keyFor(action)),
    async onSuccess(_changed, { action }) {
      // The same action after this one is another one.
      renew();
      if (action === 'owner') queries.invalidateQueries({ queryKey: ['today'] });
      await refetch();
    },
    onSettled() {
      isUnderWay.current = false;
    },
  });
  return {
    busy: sending.isPending,
    problem: sending.error?.message ?? null,
    act(action: ImportAction) {
      if (isUnderWay.current) return;
      isUnderWay.current = true;
      sending.mutate(action);
    },
  };
}
