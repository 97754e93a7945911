import type { FeedConnection } from '@holdfast/shared/feeds';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { startRun } from './calls.ts';
import { isUnderWay } from './runText.tsx';

/** Starts a run. Retrying after a lost answer starts it once. */
export function useStartRun() {
  const queries = useQueryClient();
  const { keyFor, renew } = useSubmissionKey();
  const starting = useMutation({
    mutationFn: ({ id }: FeedConnection) => startRun(id, keyFor(id)),
    onSuccess() {
      renew();
      queries.invalidateQueries({ queryKey: ['catalogRuns'] });
      return queries.invalidateQueries({ queryKey: ['feeds'] });
    },
  });
  return {
    busy: starting.isPending,
    problem: starting.error?.message ?? null,
    begin: (connection: FeedConnection) => {
      if (!starting.isPending) starting.mutate(connection);
    },
  };
}

/** Reads runs and waiting entries again when a run ends. */
export function useEndedRuns(connections: readonly FeedConnection[]) {
  const queries = useQueryClient();
  const running = connections
    .filter(({ lastRun }) => isUnderWay(lastRun))
    .map(({ id }) => id)
    .join();
  const before = useRef(running);
  useEffect(() => {
    const had = before.current;
    before.current = running;
    if (had === '' || had === running) return;
    for (const key of ['catalogRuns', 'matching', 'counts', 'today'])
      queries.invalidateQueries({ queryKey: [key] });
  }, [running, queries]);
}
