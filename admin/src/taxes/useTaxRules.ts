/** The taxes by place and what is done to them: which panel is open, and ending one. */
import type { TaxRule } from '@holdfast/shared/taxes';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { usePermission } from '../authProvider/usePermission.ts';
import { call } from '../dataProvider/index.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';

const key = ['taxRules'];

export function useTaxRules() {
  const maySet = usePermission('taxes');
  const queries = useQueryClient();
  const rules = useQuery({ queryKey: key, queryFn: () => call<{ data: TaxRule[] }>('/admin/tax-rules') });
  const [open, setOpen] = useState<'new' | TaxRule | null>(null);
  const leave = () => setOpen(null);
  useShortcuts([
    ...(maySet && open === null ? [{ keys: 'n', does: 'new tax', run: () => setOpen('new') }] : []),
    ...(open === null ? [] : [{ keys: 'Escape', does: 'leave it', run: leave, inFields: true }]),
  ]);
  const rows = rules.data?.data;
  return {
    maySet,
    /** Undefined while they aren't known. */
    rows,
    error: rows === undefined ? rules.error : null,
    readAgain: () => void rules.refetch(),
    isAdding: open === 'new',
    ending: open === 'new' ? null : open,
    add: () => setOpen('new'),
    end: (rule: TaxRule) => setOpen(rule),
    leave,
    changed() {
      leave();
      void queries.invalidateQueries({ queryKey: key });
    },
  };
}

/** Ends a tax, after the server has taken it. */
export function useEndTax(rule: TaxRule, onDone: () => void) {
  const notify = useNotify();
  return useMutation({
    mutationFn: () => call(`/admin/tax-rules/${rule.id}/end`, { method: 'POST' }),
    onSuccess() {
      notify(`${rule.name} of ${rule.jurisdiction} has ended.`, { type: 'success' });
      onDone();
    },
  });
}
