/** A chosen file, its dry run, and doing what the dry run shows. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { call, newKey } from '../../dataProvider/index.ts';
import { useSubmissionKey } from './useSubmissionKey.ts';

/** What a dry run answers: `digest` names it, so that what was seen is what is done. */
interface FilePlan {
  digest: string;
}

/** Where a file goes. */
interface FilePlanOptions<Plan> {
  /** The dry run's path. */
  preview: string;
  /** The path that does it. @param seen the dry run's digest */
  path: (chosen: File, seen: string) => string;
  largestBytes: number;
  /** What was done, in words. */
  done: (plan: Plan) => string;
}

export function useFilePlan<Plan extends FilePlan>({
  preview,
  path,
  largestBytes,
  done,
}: FilePlanOptions<Plan>) {
  const notify = useNotify();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const [file, setFile] = useState<File | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const check = useMutation({
    mutationFn: (chosen: File) =>
      call<Plan>(preview, { method: 'POST', file: chosen, idempotencyKey: newKey() }),
  });
  const doing = useMutation({
    mutationFn: ({ chosen, seen }: { chosen: File; seen: string }) =>
      call<Plan>(path(chosen, seen), {
        method: 'POST',
        file: chosen,
        idempotencyKey: keyFor([chosen.name, chosen.size, chosen.lastModified, seen]),
      }),
    onSuccess(plan) {
      notify(done(plan), { type: 'success' });
      check.reset();
      setFile(null);
      refresh();
    },
    onSettled: () => queries.invalidateQueries(),
  });
  return {
    plan: check.data ?? null,
    error: refusal ?? doing.error?.message ?? check.error?.message ?? null,
    isBusy: check.isPending || doing.isPending,
    choose(chosen: File | undefined) {
      if (!chosen) return;
      check.reset();
      doing.reset();
      const isTooLarge = chosen.size > largestBytes;
      setRefusal(isTooLarge ? `This file is too large: ${largestBytes / 1024 / 1024} MB at most.` : null);
      setFile(chosen);
      if (!isTooLarge) check.mutate(chosen);
    },
    /** Does what the dry run has shown. */
    apply: () => file && check.data && doing.mutate({ chosen: file, seen: check.data.digest }),
  };
}
