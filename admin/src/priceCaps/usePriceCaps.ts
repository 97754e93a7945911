/** The legal caps and what is done to them: which panel is open, and ending one. */
import type { PriceCap } from '@holdfast/shared/priceCaps';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { usePermission } from '../authProvider/usePermission.ts';
import { call } from '../dataProvider/index.ts';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { placeName } from './capText.ts';

const capsKey = ['priceCaps'];

export function usePriceCaps() {
  const maySet = usePermission('percentages');
  const queries = useQueryClient();
  const caps = useQuery({
    queryKey: capsKey,
    queryFn: () => call<{ data: PriceCap[] }>('/admin/price-caps'),
  });
  const [open, setOpen] = useState<'new' | PriceCap | null>(null);
  const leave = () => setOpen(null);
  useShortcuts([
    ...(maySet && open === null ? [{ keys: 'n', does: 'new cap', run: () => setOpen('new') }] : []),
    ...(open === null ? [] : [{ keys: 'Escape', does: 'leave it', run: leave, inFields: true }]),
  ]);
  const rows = caps.data?.data;
  return {
    maySet,
    /** Undefined while they aren't known. */
    rows,
    error: rows === undefined ? caps.error : null,
    readAgain: () => void caps.refetch(),
    /** Listings on sale above a cap; undefined while it isn't known. */
    above: rows?.reduce((sum, cap) => sum + cap.listingsAbove, 0),
    isAdding: open === 'new',
    ending: open === 'new' ? null : open,
    add: () => setOpen('new'),
    end: (cap: PriceCap) => setOpen(cap),
    leave,
    changed() {
      leave();
      void queries.invalidateQueries({ queryKey: capsKey });
    },
  };
}

/** Ends a cap, after the server has taken it. */
export function useEndCap(cap: PriceCap, onDone: () => void) {
  const notify = useNotify();
  return useMutation({
    mutationFn: () => call(`/admin/price-caps/${cap.id}/end`, { method: 'POST' }),
    onSuccess() {
      notify(`The cap of ${placeName(cap)} has ended.`, { type: 'success' });
      onDone();
    },
  });
}
