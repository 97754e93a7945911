import type { Listing, ListingActionResult } from '@holdfast/shared/consignment';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { newKey, useOffice } from '../dataProvider/index.ts';
import { actionOf, type Deed, type DeedName, isComplete, type PriceChange } from './deeds.ts';

/** One deed on its way: opened, previewed by the server while it takes shape, confirmed, and its report. */
export function useDeed(onDone: (result: ListingActionResult) => void) {
  const office = useOffice();
  const queries = useQueryClient();
  const [deed, setDeed] = useState<Deed | null>(null);
  const [report, setReport] = useState<ListingActionResult | null>(null);
  const [trouble, setTrouble] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  const question = deed && actionOf(deed, true);
  const shape = deed ? JSON.stringify(actionOf(deed, false)) : '';
  // One key for one shape of the deed: trying again after a lost answer does it once at most.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new shape is a new deed
  const key = useMemo(() => newKey(), [shape]);

  const preview = useQuery({
    queryKey: ['listingPreview', question],
    queryFn: () => office.listingAction(question!, newKey()),
    enabled: question !== null && report === null,
    placeholderData: (before) => before,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });

  const open = useCallback((name: DeedName, rows: readonly Listing[], change: PriceChange | null = null) => {
    if (rows.length === 0) return;
    setReport(null);
    setTrouble(null);
    setDeed({ name, rows, reason: '', change });
  }, []);
  const close = useCallback(() => {
    setDeed(null);
    setReport(null);
    setTrouble(null);
  }, []);

  async function confirm(given: Deed | null = deed): Promise<ListingActionResult | null> {
    const action = given && isComplete(given) ? actionOf(given, false) : null;
    if (!action || busy || report) return null;
    setBusy(true);
    setTrouble(null);
    try {
      const result = await office.listingAction(action, given === deed ? key : newKey());
      setDeed(given);
      setReport(result);
      queries.invalidateQueries({ queryKey: ['dashboard'] });
      queries.invalidateQueries({ queryKey: ['listings'] });
      onDone(result);
      return result;
    } catch (refusal) {
      setDeed(given);
      setTrouble(refusal);
      return null;
    } finally {
      setBusy(false);
    }
  }

  /** Reads again what others changed, so that it can be part of the deed after all. */
  async function lookAgain() {
    const changed = preview.data?.rows.filter((row) => row.code === 'version_conflict') ?? [];
    const now = await office.getMany<Listing>('listings', { ids: changed.slice(0, 50).map((row) => row.id) });
    const byId = new Map(now.data.map((listing) => [listing.id, listing]));
    setDeed((before) => before && { ...before, rows: before.rows.map((row) => byId.get(row.id) ?? row) });
  }

  return {
    deed,
    preview: preview.data ?? null,
    previewTrouble: preview.error,
    report,
    trouble,
    busy,
    open,
    close,
    confirm,
    change: (part: Partial<Deed>) => setDeed((before) => before && { ...before, ...part }),
    lookAgain,
  };
}
export type DeedControl = ReturnType<typeof useDeed>;
