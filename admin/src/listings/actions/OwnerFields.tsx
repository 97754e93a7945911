import { useEffect, useRef } from 'react';
import { useGetIdentity } from 'react-admin';
import { useColleagues } from '../../owners/useColleagues.ts';
import type { ActionFieldsProps } from './draft.ts';

/** Who looks after the listings. */
export function OwnerField({ draft, change }: ActionFieldsProps) {
  const { data: me } = useGetIdentity();
  const colleagues = useColleagues();
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  const mine = me ? String(me.id) : undefined;
  // Preselects the person themself, so that the shortcut and Ctrl Enter take the listing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known who asks
  useEffect(() => {
    if (draft.ownerId === undefined && mine) change({ ownerId: mine });
  }, [mine]);
  return (
    <div className="fld" style={{ marginTop: 10 }}>
      <label htmlFor="action-owner">Who looks after them</label>
      <div className="ctl">
        <select
          id="action-owner"
          ref={field}
          value={draft.ownerId === null ? 'none' : (draft.ownerId ?? '')}
          onChange={(event) => change({ ownerId: event.target.value === 'none' ? null : event.target.value })}
        >
          {mine && <option value={mine}>Me, {me?.fullName}</option>}
          {colleagues
            .filter(({ id }) => id !== mine)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          <option value="none">Nobody</option>
        </select>
      </div>
    </div>
  );
}

/** That the tickets are in hand, or when they will be. */
export function InHandField({ draft, change }: ActionFieldsProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <label className="tick" style={{ marginTop: 8 }}>
        <input
          type="checkbox"
          className="check"
          ref={field}
          checked={draft.on === null}
          onChange={(event) => change({ on: event.target.checked ? null : undefined })}
        />
        They are in hand
      </label>
      <div className="fld">
        <label htmlFor="action-day">Or they will be in hand on</label>
        <div className="ctl">
          <input
            id="action-day"
            type="date"
            value={draft.on ?? ''}
            disabled={draft.on === null}
            onChange={(event) => change({ on: event.target.value || undefined })}
          />
        </div>
      </div>
    </>
  );
}
