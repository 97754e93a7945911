/** The rows of a file of consignors, their dry run, and applying it. */
import type { ConsignorFilePlan, ConsignorFileRow } from '@holdfast/shared/consignors';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRedirect } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { plural } from '../ui/figures.tsx';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';

interface Asked {
  rows: ConsignorFileRow[];
  makePlans: string[];
}

export function useConsignorFile() {
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const [asked, setAsked] = useState<Asked>({ rows: [], makePlans: [] });
  const check = useMutation({
    mutationFn: (body: Asked) =>
      call<ConsignorFilePlan>('/admin/consignor-files/preview', { method: 'POST', body }),
  });
  const apply = useMutation({
    mutationFn: (body: Asked & { seen: ConsignorFilePlan['rows'] }) =>
      call<ConsignorFilePlan>('/admin/consignor-files', {
        method: 'POST',
        body,
        idempotencyKey: keyFor(body),
      }),
    onSuccess({ counts: { created, changed } }) {
      notify(`${plural(created, 'consignor is', 'consignors are')} added, ${changed} corrected.`, {
        type: 'success',
      });
      redirect('list', 'consignors');
    },
    onSettled: () => queries.invalidateQueries(),
  });
  const plan = check.data ?? null;
  const ask = (next: Asked) => {
    setAsked(next);
    apply.reset();
    check.reset();
    check.mutate(next);
  };
  return {
    rows: asked.rows,
    plan,
    isBusy: check.isPending || apply.isPending,
    error: (apply.error ?? check.error) as Error | null,
    take: (rows: ConsignorFileRow[]) => ask({ rows, makePlans: [] }),
    /** These plans are meant, though nobody has them yet. */
    makePlans: (names: readonly string[]) =>
      ask({ ...asked, makePlans: [...new Set([...asked.makePlans, ...names])] }),
    leaveOutRefused: () =>
      plan && ask({ ...asked, rows: asked.rows.filter((_row, at) => plan.rows[at]?.outcome !== 'refused') }),
    apply: () => plan && apply.mutate({ ...asked, seen: plan.rows }),
  };
}
