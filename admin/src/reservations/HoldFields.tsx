/** What more time and other seats ask for. */
import { formatMoney } from '@holdfast/shared/money';
import type { HoldMoves } from '@holdfast/shared/support';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { Reading } from '../ui/Reading.tsx';
import type { HoldChoice } from './holdChoice.ts';
import type { Offer } from './useCaseAction.ts';

interface Props {
  chosen: Offer;
  choice: HoldChoice;
  onChange: (choice: HoldChoice) => void;
}

export function HoldFields({ chosen, choice, onChange }: Props) {
  if (chosen.message === 'extend')
    return (
      <div className="fld">
        <label htmlFor="more-minutes">Minutes on top of the time that is left</label>
        <div className="ctl">
          <input
            id="more-minutes"
            value={choice.minutes}
            inputMode="numeric"
            maxLength={3}
            onChange={(event) => onChange({ ...choice, minutes: event.target.value })}
          />
        </div>
        <div className="hint">Two hours in all at most, and never past the start of the event.</div>
      </div>
    );
  return chosen.message === 'move' ? (
    <MoveFields chosen={chosen} choice={choice} onChange={onChange} />
  ) : null;
}

function MoveFields({ chosen, choice, onChange }: Props) {
  const { data, error } = useQuery({
    queryKey: ['hold-moves', chosen.order, chosen.actor.version],
    queryFn: () => call<HoldMoves>(`/admin/reservations/${chosen.order}/moves`),
    retry: false,
  });
  if (error) return <p className="note warn">{error.message}</p>;
  if (!data) return <Reading what="the seats on sale" />;
  if (data.data.length === 0)
    return <p className="note warn">No other listing of this event has as many seats together.</p>;
  return (
    <fieldset className="choose-tickets choose-seats">
      <legend>To which seats? Now {formatMoney(data.total)}</legend>
      {data.data.map((option) => (
        <label key={option.listingId}>
          <input
            type="radio"
            name="move-to"
            checked={choice.move?.listingId === option.listingId}
            onChange={() => onChange({ ...choice, move: option })}
          />{' '}
          {option.places} <b>{formatMoney(option.total)}</b> <span className="mut">{moreOrLess(option)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function moreOrLess({ difference: { amount, currency } }: HoldMoves['data'][number]): string {
  if (amount === 0) return 'the same price';
  return amount > 0
    ? `${formatMoney({ amount, currency })} more`
    : `${formatMoney({ amount: -amount, currency })} less`;
}
