import { useMutation } from '@tanstack/react-query';
import { useNotify, useRefresh } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { useSubmissionKey } from './forms/useSubmissionKey.ts';

/** An action on one record by a button: what it did or why not is said, and the page is read again. */
export function useRowAction({
  path,
  method = 'POST',
  done,
  body,
  content = body ?? path,
}: {
  /** Below /api. */
  path: string;
  method?: 'POST' | 'DELETE';
  /** What is sent with it. */
  body?: object;
  /** What is said when it is done. */
  done: string;
  /** What the action is about: another content gets another Idempotency-Key. */
  content?: unknown;
}): { run: () => void; isPending: boolean } {
  const notify = useNotify();
  const refresh = useRefresh();
  const { keyFor } = useSubmissionKey();
  const { mutate, isPending } = useMutation({
    mutationFn: () => call<null>(path, { method, body, idempotencyKey: keyFor([path, content]) }),
    onSuccess: () => notify(done, { type: 'success' }),
    onError: (error) => notify(error.message, { type: 'error' }),
    onSettled: refresh,
  });
  return { run: () => mutate(), isPending };
}
