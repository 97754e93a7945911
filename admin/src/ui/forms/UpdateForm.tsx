/** A form that changes a record from a panel of its page: saved pessimistically, with its own Idempotency-Key. */
import { useQueryClient } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import {
  type Identifier,
  type RaRecord,
  RecordContextProvider,
  SaveContextProvider,
  type SaveContextValue,
  useUpdate,
} from 'react-admin';
import { DeskForm } from './DeskForm.tsx';

export function UpdateForm<T extends RaRecord>({
  resource,
  id,
  onDone,
  ...form
}: ComponentProps<typeof DeskForm> & { resource: string; id: Identifier; onDone: (changed: T) => void }) {
  const queries = useQueryClient();
  const [update, { isPending }] = useUpdate<T>(resource, undefined, {
    mutationMode: 'pessimistic',
    // Not waited for: `onDone` comes before the page shows what was changed, so that nobody types into a form that goes away.
    onSettled: () => void queries.invalidateQueries(),
  });
  const save: SaveContextValue['save'] = async (data, { meta, onError } = {}) => {
    try {
      const changed = await update(
        resource,
        { id, data: data as Partial<T>, meta, previousData: { id } as T },
        { returnPromise: true },
      );
      onDone(changed as T);
    } catch (error) {
      const problems = (error as { body?: { errors?: Record<string, string> } }).body?.errors;
      if (problems) return problems;
      onError?.(error as Error, data, undefined);
    }
  };
  return (
    <SaveContextProvider value={{ save, saving: isPending, mutationMode: 'pessimistic' }}>
      {/* A field that is named as one of the page's record doesn't begin with that one's value. */}
      <RecordContextProvider value={undefined}>
        <DeskForm {...form} />
      </RecordContextProvider>
    </SaveContextProvider>
  );
}
