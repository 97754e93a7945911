import type { Colleague } from '@holdfast/shared/accounts';
import { useId } from 'react';
import { useGetIdentity } from 'react-admin';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { useColleagues } from './useColleagues.ts';
import './owners.css';

/** The owner of waiting work: `o` takes it or gives it back; a colleague can be chosen. */
export function OwnerLine({
  owner,
  busy,
  assign,
  colleagues: given,
}: {
  owner: Colleague | null;
  busy: boolean;
  assign: (owner: Colleague | null) => void;
  /** Who may own it; by default the staff. */
  colleagues?: readonly Colleague[];
}) {
  const id = useId();
  const { data: me } = useGetIdentity();
  const staff = useColleagues(given === undefined);
  const colleagues = given ?? staff;
  const mine = me ? { id: String(me.id), name: me.fullName ?? '' } : null;
  const isMine = mine !== null && owner?.id === mine.id;
  const turn = () => {
    if (mine && !busy) assign(isMine ? null : mine);
  };
  const does = isMine ? 'give it back' : 'take it';
  useShortcuts(mine ? [{ keys: 'o', does, run: turn }] : []);
  const others = colleagues.filter((each) => each.id !== mine?.id && each.id !== owner?.id);
  return (
    <p className="owner-line">
      <label htmlFor={id}>Looked after by</label>
      <select
        id={id}
        value={owner?.id ?? ''}
        disabled={busy}
        onChange={({ target }) =>
          assign([...others, ...(mine ? [mine] : [])].find((each) => each.id === target.value) ?? null)
        }
      >
        <option value="">nobody</option>
        {owner && !isMine && <option value={owner.id}>{owner.name}</option>}
        {mine && <option value={mine.id}>me, {mine.name}</option>}
        {others.map(({ id: other, name }) => (
          <option key={other} value={other}>
            {name}
          </option>
        ))}
      </select>
      <button type="button" className="btn t" disabled={busy || mine === null} onClick={turn}>
        {isMine ? 'Give it back' : 'Take it'} <kbd>o</kbd>
      </button>
    </p>
  );
}
