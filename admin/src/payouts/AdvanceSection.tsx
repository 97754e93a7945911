/** Where a consignor stands with the rule of advances, and what was advanced. */
import {
  type AdvanceGiven,
  missingWords,
  type PayableShown,
  standingFigures,
  standingWords,
} from '@holdfast/shared/payouts';
import { Link } from 'react-router';
import { dayText } from '../ui/dates/dayText.ts';
import { Amount } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';

/** What became of an advance, for staff. */
const stateNames: Record<AdvanceGiven['state'], string> = {
  open: 'Not paid yet',
  paid: 'Paid, its event is ahead or it is claimed back',
  settled: 'Made good by a later payout',
};

export function AdvanceSection({ advances: { standing, given } }: Pick<PayableShown, 'advances'>) {
  if (standing === null && given.length === 0) return null;
  return (
    <section className="sec">
      <h2>
        Advances{' '}
        <small>
          {standing ? `by the rule of ${dayText(standing.ruleFrom)}` : 'switched off in Settings'}
        </small>
      </h2>
      {standing && (
        <>
          <p>{standingWords(standing)}</p>
          <p className="mut advance-figures">
            {standingFigures(standing)} {missingWords(standing)}
          </p>
        </>
      )}
      {given.length > 0 && (
        <Movements
          label="Advances"
          heads={['Order', 'Event', 'Given', 'Tier', { figures: 'Amount' }, 'What became of it']}
        >
          {given.map(({ order, event, givenOn, tier, amount, state }) => (
            <tr key={order.id}>
              <td>
                <Link to={`/reservations/${order.id}/show`}>{order.code}</Link>
              </td>
              <td>{event}</td>
              <td>{dayText(givenOn)}</td>
              <td>{tier}</td>
              <td className="n">
                <Amount minor={amount} />
              </td>
              <td className="mut">{stateNames[state]}</td>
            </tr>
          ))}
        </Movements>
      )}
    </section>
  );
}
