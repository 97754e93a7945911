import { isReason } from '@holdfast/shared/http';
import type { TakenBack } from '@holdfast/shared/listings';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { takeSeatsBack } from './calls.ts';

/** Seats that go back to the consignor while they are chosen: what would leave, and why it can't be done yet. */
export function useTakeBack(listingId: string, onDone: (done: TakenBack) => void) {
  const [seats, setSeats] = useState<readonly number[]>([]);
  const [reason, setReason] = useState('');
  const [override, setOverride] = useState(false);
  const { keyFor } = useSubmissionKey();
  const preview = useQuery({
    queryKey: ['takeBack', listingId, seats, override],
    queryFn: () =>
      takeSeatsBack(listingId, { seats: [...seats], reason: 'Preview', override, preview: true }),
    enabled: seats.length > 0,
    retry: false,
    gcTime: 0,
  });
  const taking = useMutation({
    mutationFn() {
      const body = { seats: [...seats], reason: reason.trim(), override };
      return takeSeatsBack(listingId, body, keyFor(body));
    },
    onSuccess: onDone,
  });
  const why = pendingReason();
  const pendingHint = usePendingHint(why, 'Look at what goes back, then press Enter.', seats);

  function pendingReason(): string | null {
    if (seats.length === 0) return 'Choose the seats that go back.';
    if (taking.isPending) return 'It is being done.';
    if (preview.isFetching) return stillRead('Enter');
    if (!preview.isSuccess) return 'They can’t be taken back like this, for the reason shown above.';
    return isReason(reason) ? null : 'Give a reason of three letters or more.';
  }
  return {
    seats,
    turn: (seat: number, goes: boolean) =>
      setSeats(goes ? [...seats, seat] : seats.filter((each) => each !== seat)),
    reason,
    setReason,
    override,
    setOverride,
    preview,
    why,
    hint: pendingHint.text,
    problem: taking.error?.message ?? null,
    /** Takes them back, or says why it can't be done yet. */
    tryToTake: () => pendingHint.tryTo(() => taking.mutate()),
  };
}
