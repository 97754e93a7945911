import type { ConsignedGames } from '@holdfast/shared/packages';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { isHere, stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { consignGames } from './calls.ts';

/** Previews consigning games, and does exactly what was previewed. */
export function useConsign(
  packageId: string,
  isDraft: boolean,
  eventIds: readonly string[],
  onDone: (made: ConsignedGames) => void,
) {
  const chosen = [...eventIds].sort();
  const { keyFor } = useSubmissionKey();
  const preview = useQuery({
    queryKey: ['packages', packageId, 'preview', chosen],
    queryFn: () => consignGames(packageId, { eventIds: chosen, mode: 'possible', preview: true }),
    gcTime: 0,
  });
  const would = preview.data;
  const consigning = useMutation({
    mutationFn(previewed: ConsignedGames) {
      // All games when none is refused, else those that can be consigned.
      const body = {
        eventIds: previewed.games.flatMap(({ ok, eventId }) => (ok ? [eventId] : [])),
        mode: 'all' as const,
      };
      return consignGames(packageId, body, keyFor(body));
    },
    onSuccess: onDone,
    onError: () => preview.refetch(),
  });
  const why = pendingReason();
  const pendingHint = usePendingHint(why, isHere('Ctrl Enter'), chosen.join());

  function pendingReason(): string | null {
    if (consigning.isPending) return 'It is being done.';
    if (isDraft) return 'Confirm the package first.';
    if (would === undefined)
      return preview.isFetching ? stillRead('Ctrl Enter') : 'Without a preview nothing is done.';
    return would.listings > 0 ? null : 'None of these games can be consigned, for the reasons shown above.';
  }
  const consign = () => {
    if (would && !consigning.isPending) consigning.mutate(would);
  };
  return {
    preview,
    would,
    /** Why it can't be done yet. */
    why,
    problem: consigning.error?.message ?? null,
    consign,
    pendingHint,
  };
}
