/** What a consignor is paid before the game, by which rule, and what is missing for more. */
import {
  type AdvanceGiven,
  missingWords,
  type OwnPayouts,
  standingFigures,
  standingWords,
} from '@holdfast/shared/payouts';
import { moneyText } from '../ui/money.ts';
import { dayName } from '../ui/time.ts';

const stateNames: Record<AdvanceGiven['state'], string> = {
  open: 'Not paid yet.',
  paid: 'Paid in advance; the rest comes after the game.',
  settled: 'Taken off a later payout.',
};

export function AdvanceSection({ own: { advances, owed } }: { own: OwnPayouts }) {
  const { standing, given } = advances;
  if (standing === null && given.length === 0) return null;
  return (
    <section aria-labelledby="advances">
      <h2 id="advances">Paid in advance</h2>
      {standing ? (
        <>
          <p>{standingWords(standing)}</p>
          <p className="muted">
            {standingFigures(standing)} {missingWords(standing)} What was advanced on a sale that is refunded
            is taken off your next payouts.
          </p>
        </>
      ) : (
        <p className="muted">We don’t pay in advance for now.</p>
      )}
      {given.length > 0 && (
        <ul className="money-rows">
          {given.map(({ order, event, amount, givenOn, state }) => (
            <li key={order.id}>
              <span>
                {event}. {stateNames[state]}{' '}
                <span className="small muted">
                  {order.code}, {dayName(givenOn)}
                </span>
              </span>
              <b className="fig">{moneyText({ amount, currency: owed.currency })}</b>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
