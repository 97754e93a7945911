/** The waiting list of an event, kept up to date while it is open. */
import type { WaitingList } from '@holdfast/shared/waitingLists';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';

/** Milliseconds: offers come and end by themselves. */
const readEveryMs = 15_000;

/** @param id of the event */
export function useWaitingList(id: string) {
  const notify = useNotify();
  const queries = useQueryClient();
  const queryKey = ['waitingLists', id];
  const path = `/admin/waiting-lists/${id}`;
  const list = useQuery({ queryKey, queryFn: () => call<WaitingList>(path), refetchInterval: readEveryMs });
  const turn = useMutation({
    mutationFn: (isOn: boolean) => call<WaitingList>(path, { method: 'PUT', body: { isOn } }),
    onSuccess: (changed) => {
      queries.setQueryData(queryKey, changed);
      notify(changed.isOn ? 'The list is on.' : 'The list is off. Who waits keeps the place.', {
        type: 'success',
      });
    },
    onError: (error: Error) => notify(error.message, { type: 'error' }),
  });
  return {
    list: list.data,
    error: list.data === undefined ? list.error : null,
    readAgain: () => void list.refetch(),
    turn: (isOn: boolean) => turn.mutate(isOn),
    isTurning: turn.isPending,
  };
}
