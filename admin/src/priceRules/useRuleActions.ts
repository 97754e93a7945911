import type { SavedPriceRule, SavedPriceRuleChange } from '@holdfast/shared/listings';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';

/**
 * What can be done with one saved rule.
 * @param rule with the version that is shown: a rule that somebody else changed since isn't changed
 * @param onChanged called with the rule after a change of ours
 */
export function useRuleActions(rule: SavedPriceRule, onChanged?: (changed: SavedPriceRule) => void) {
  const notify = useNotify();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const path = `/admin/price-rules/${rule.id}`;
  const settled = {
    onError: (error: Error) => notify(error.message, { type: 'error' }),
    // It is busy until the list shows what became of it, so that a second press never acts on what was before.
    onSettled: () => queries.invalidateQueries(),
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
  const put = (body: SavedPriceRuleChange) => call<SavedPriceRule>(path, { method: 'PUT', body });
  const switching = useMutation({ mutationFn: put, onSuccess: onChanged, ...settled });
  // Its panel closes at once: it must not close what was opened after the list showed the change.
  const changing = useMutation({
    mutationFn: put,
    onError: settled.onError,
    onSettled: () => void queries.invalidateQueries(),
  });
  const deleting = useMutation({
    mutationFn: () => call(path, { method: 'DELETE' }),
    onSuccess: () => notify(`“${rule.name}” is deleted. Its reports stay.`, { type: 'success' }),
    ...settled,
  });
  const { name, pricing, runsAt, isOn, version } = rule;
  return {
    busy: running.isPending || switching.isPending || changing.isPending || deleting.isPending,
    error: (changing.error ?? switching.error)?.message ?? null,
    run: () => running.mutate(),
    toggle: () => switching.mutate({ name, pricing, runsAt, isOn: !isOn, version }),
    change: (body: Omit<SavedPriceRuleChange, 'isOn' | 'version'>, onDone: () => void) =>
      changing.mutate({ ...body, isOn, version }, { onSuccess: onDone }),
    remove: () => deleting.mutate(),
  };
}
