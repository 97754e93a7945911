import type { SavedPriceRule, SavedPriceRuleChange } from '@holdfast/shared/listings';
import { useMutation } from '@tanstack/react-query';
import { useNotify, useRefresh } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';

/** What can be done with one saved rule. */
export function useRuleActions(rule: SavedPriceRule) {
  const notify = useNotify();
  const refresh = useRefresh();
  const { keyFor } = useSubmissionKey();
  const path = `/admin/price-rules/${rule.id}`;
  const settled = {
    onError: (error: Error) => notify(error.message, { type: 'error' }),
    onSettled: refresh,
  };
  const running = useMutation({
    mutationFn: () =>
      call<SavedPriceRule>(`${path}/run`, { method: 'POST', idempotencyKey: keyFor(rule.last?.at ?? null) }),
    onSuccess: ({ last }) =>
      last?.problem
        ? notify(last.problem, { type: 'warning' })
        : notify(`“${rule.name}” is running. Its report is under Bulk runs.`, { type: 'success' }),
    ...settled,
  });
  const changing = useMutation({
    mutationFn: (body: SavedPriceRuleChange) => call<SavedPriceRule>(path, { method: 'PUT', body }),
    ...settled,
  });
  const deleting = useMutation({
    mutationFn: () => call(path, { method: 'DELETE' }),
    onSuccess: () => notify(`“${rule.name}” is deleted. Its reports stay.`, { type: 'success' }),
    ...settled,
  });
  const { name, pricing, runsAt, isOn } = rule;
  return {
    busy: running.isPending || changing.isPending || deleting.isPending,
    error: changing.error?.message ?? null,
    run: () => running.mutate(),
    toggle: () => changing.mutate({ name, pricing, runsAt, isOn: !isOn }),
    change: (body: Omit<SavedPriceRuleChange, 'isOn'>, onDone: () => void) =>
      changing.mutate({ ...body, isOn }, { onSuccess: onDone }),
    remove: () => deleting.mutate(),
  };
}
