/** The question and its answer; the question stands in the address, so that it can be sent to a colleague. */
import type { ActorRows, MachineKind } from '@holdfast/shared/support';
import { givenWallTime, instantOf, marketplaceZone } from '@holdfast/shared/time';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { unfinished } from '../ui/dates/typedDay.ts';
import { useAddress } from '../ui/useAddress.ts';

interface Asked {
  type: string;
  /** A state, or `#` and a tag; empty: not chosen yet. */
  state: string;
  /** By the marketplace's clocks: `2026-11-29T19:02`. */
  wall: string;
  minutes: string;
}

export function useMoments() {
  const [query, change] = useAddress();
  const [opened] = useState(() => givenWallTime(new Date().toISOString(), marketplaceZone));
  const asked: Asked = {
    type: query.get('type') ?? 'reservation',
    state: query.get('state') ?? '',
    wall: query.get('wall') ?? opened,
    minutes: query.get('minutes') ?? '0',
  };
  const kinds = useQuery({
    queryKey: ['machineKinds'],
    queryFn: () => call<{ data: MachineKind[] }>('/admin/machines'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const question = questionOf(asked);
  const rows = useQuery({
    queryKey: ['machinesThen', question],
    queryFn: () =>
      call<ActorRows>(
        `/admin/machines/then?${new URLSearchParams({ ...question } as Record<string, string>)}`,
      ),
    enabled: question !== null,
    retry: false,
    placeholderData: question === null ? undefined : keepPreviousData,
  });
  return {
    kinds,
    rows: question === null ? { ...rows, data: undefined } : rows,
    asked,
    question,
    set: change,
  };
}
export type MomentsState = ReturnType<typeof useMoments>;

/** Null while something is missing or half typed. */
function questionOf({ type, state, wall, minutes }: Asked) {
  if (state === '' || wall === '' || wall === unfinished || minutes === '') return null;
  return { type, state, at: instantOf(wall, marketplaceZone), minutes };
}
