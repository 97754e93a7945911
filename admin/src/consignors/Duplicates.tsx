/** Consignors that may be the one that is being typed, shown before it is saved. */
import type { ConsignorDuplicate } from '@holdfast/shared/consignors';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';

/** How long typing must pause before it is looked up, in milliseconds. */
const pauseMs = 400;

/** @param id of the one that is corrected, which is no duplicate of itself */
export function Duplicates({ id }: { id?: string | undefined }) {
  const [name, email, address] = useWatch({ name: ['name', 'email', 'address'] }) as Array<string | null>;
  const { setValue, register, formState } = useFormContext();
  const asked = usePaused(
    new URLSearchParams({
      name: name ?? '',
      email: email ?? '',
      address: address ?? '',
      ...(id === undefined ? {} : { id }),
    }).toString(),
  );
  const { data } = useQuery({
    queryKey: ['consignors', 'duplicates', asked],
    queryFn: () => call<{ data: ConsignorDuplicate[] }>(`/admin/consignor-duplicates?${asked}`),
    placeholderData: keepPreviousData,
  });
  const found = data?.data ?? [];
  const isSamePlace = found.some(({ why }) => why === 'nameAndAddress');
  useEffect(() => {
    if (!isSamePlace) setValue('isAnother', false);
  }, [isSamePlace, setValue]);
  if (found.length === 0) return null;
  const isRefused = isSamePlace && formState.errors.isAnother !== undefined;
  return (
    <div className={isRefused ? 'note danger' : 'note'} role="status">
      <p>This may be known already:</p>
      <ul className="plain">
        {found.map((one) => (
          <li key={one.id}>
            <Link to={`/consignors/${one.id}/show`}>{one.name}</Link>, {one.email}:{' '}
            {one.why === 'email' ? 'the same email address' : 'the same name and address'}
            {one.deactivatedAt !== null && ', deactivated'}
          </li>
        ))}
      </ul>
      {isSamePlace && (
        <label>
          <input
            type="checkbox"
            className="check"
            aria-invalid={isRefused || undefined}
            {...register('isAnother')}
          />{' '}
          This is another one
        </label>
      )}
      {isRefused && <p>Not saved. Open the one that is known, or tick that this is another one.</p>}
    </div>
  );
}

/** The newest text once it has stood for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
