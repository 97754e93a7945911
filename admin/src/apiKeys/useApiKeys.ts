/** Keys by which other programs call the API, which panel is open, and the key that was just made. */
import type { ApiKey, ApiKeyList, MadeApiKey } from '@holdfast/shared/apiKeys';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';

const key = ['apiKeys'];

/** What stands beside the list: the form of a new key, a key that was made, or what revoking one would do. */
export type OpenPanel = { is: 'new' } | { is: 'made'; made: MadeApiKey } | { is: 'revoke'; row: ApiKey };

export function useApiKeys() {
  const notify = useNotify();
  const queries = useQueryClient();
  const list = useQuery({ queryKey: key, queryFn: () => call<ApiKeyList>('/admin/api-keys') });
  const [open, setOpen] = useState<OpenPanel | null>(null);
  const leave = () => setOpen(null);
  const add = () => setOpen({ is: 'new' });
  const revoking = useMutation({
    mutationFn: ({ id }: ApiKey) => call<ApiKey>(`/admin/api-keys/${id}/revoke`, { method: 'POST' }),
    onSuccess: ({ name }) => {
      notify(`“${name}” opens nothing any more.`, { type: 'success' });
      leave();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  });
  useShortcuts(
    open === null
      ? [{ keys: 'n', does: 'new key', run: add }]
      : open.is === 'revoke'
        ? [{ keys: 'Escape', does: 'keep it', run: leave, inFields: true }]
        : [],
  );
  return {
    list: list.data,
    error: list.data === undefined ? list.error : null,
    readAgain: () => void list.refetch(),
    open,
    add,
    leave,
    show: (made: MadeApiKey) => setOpen({ is: 'made', made }),
    ask: (row: ApiKey) => {
      revoking.reset();
      setOpen({ is: 'revoke', row });
    },
    revoking,
  };
}
