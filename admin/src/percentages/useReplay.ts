/** Replays a period's sales under the draft, once nobody has typed for a moment. */
import type { WhatIfAnswer } from '@holdfast/shared/pricing';
import { instantOf, marketplaceZone } from '@holdfast/shared/time';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { call } from '../dataProvider/index.ts';
import { bodyOf, type DraftValues, unfinishedDates, wholeParts } from './draftValues.ts';
import type { Period } from './periods.ts';

const dayInstant = (date: string) => instantOf(`${date}T00:00`, marketplaceZone);

/** @returns `ready`: there is enough to be replayed */
export function useReplay(values: DraftValues, { from, until }: Period) {
  const components = wholeParts(values.components);
  const { effectiveFrom } = bodyOf(values);
  const target = values.scope === 'marketplace' ? null : values.target;
  const isPeriod = /^\d{4}-/.test(from) && /^\d{4}-/.test(until);
  const isFinished = Object.keys(unfinishedDates(values)).length === 0;
  const ready =
    components !== null && isFinished && (values.scope === 'marketplace' || target !== null) && isPeriod;
  const body = JSON.stringify(
    ready && {
      draft: { scope: values.scope, target, components, effectiveFrom },
      from: dayInstant(from),
      until: dayInstant(until),
    },
  );
  const asked = useSettled(useDeferredValue(body));
  const answer = useQuery({
    queryKey: ['percentages', 'what-if', asked],
    queryFn: ({ signal }) =>
      call<WhatIfAnswer>('/admin/percentages/what-if', { method: 'POST', body: JSON.parse(asked), signal }),
    enabled: ready && asked !== 'false',
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { components, ready, answer };
}

/** A value once nobody has typed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 300);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
