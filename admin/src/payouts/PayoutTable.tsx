import { type Payout, payoutWayNames } from '@holdfast/shared/payouts';
import { Link } from 'react-router';
import { Amount, countOf } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Th } from '../ui/Th.tsx';
import { dayText } from './dayText.ts';

/** Payouts of a run or of a consignor; each opens its lines. */
export function PayoutTable({ payouts, named = false }: { payouts: readonly Payout[]; named?: boolean }) {
  return (
    <div className="scrolls-x">
      <table className="movements">
        <thead>
          <tr>
            <Th>{named ? 'Consignor' : 'Payout'}</Th>
            <Th>State</Th>
            <Th n>Amount</Th>
            <Th n>Entries</Th>
            <Th>How it was paid</Th>
          </tr>
        </thead>
        <tbody>
          {payouts.map((payout) => (
            <tr key={payout.id}>
              <td>
                <Link to={`/payouts/${payout.id}/show`}>
                  {named ? payout.consignor.name : dayText(payout.paidOn ?? payout.createdAt.slice(0, 10))}
                </Link>
              </td>
              <td>
                <StateMark kind="payout" state={payout.state} />
              </td>
              <td className="n">
                <Amount minor={payout.amount.amount} />
              </td>
              <td className="n">{countOf(payout.lines)}</td>
              <td className="mut">{howPaid(payout)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** "Check, Check 1042, Nov 24, 2037". */
export function howPaid({ state, way, reference, paidOn, returnReason }: Payout): string {
  if (state === 'returned') return `Came back: ${returnReason}`;
  if (way === null || paidOn === null) return state === 'canceled' ? 'Not paid' : 'Not yet';
  return `${payoutWayNames[way]}, ${reference}, ${dayText(paidOn)}`;
}
