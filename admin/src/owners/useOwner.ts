import type { Colleague } from '@holdfast/shared/accounts';
import { useQueryClient } from '@tanstack/react-query';
import { useNotify, useUpdate } from 'react-admin';

/**
 * Says who looks after a record.
 * @param resource what the data provider calls the change of its owner
 */
export function useOwner(
  resource: string,
  id: string,
): { assign: (owner: Colleague | null) => void; isBusy: boolean } {
  const queries = useQueryClient();
  const notify = useNotify();
  const [update, { isPending }] = useUpdate(undefined, undefined, { mutationMode: 'pessimistic' });
  return {
    isBusy: isPending,
    assign: (owner) =>
      void update(
        resource,
        { id, data: { ownerId: owner?.id ?? null }, previousData: { id } },
        {
          onSuccess: () => queries.invalidateQueries(),
          onError: (error) => notify((error as Error).message, { type: 'error' }),
        },
      ),
  };
}
