import { type Payout, payoutWayNames } from '@holdfast/shared/payouts';
import { marketplaceZone, wallTimeOf } from '@holdfast/shared/time';
import { Link } from 'react-router';
import { dayText } from '../ui/dates/dayText.ts';
import { Amount, countOf } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { StateMark } from '../ui/StateMark.tsx';

/** Payouts of a consignor; each opens its lines. */
export function PayoutTable({ payouts }: { payouts: readonly Payout[] }) {
  return (
    <Movements
      label="Payouts"
      heads={['Payout', 'State', { figures: 'Amount' }, { figures: 'Entries' }, 'How it was paid']}
    >
      {payouts.map((payout) => (
        <tr key={payout.id}>
          <td>
            <Link to={`/payouts/${payout.id}/show`}>
              {dayText(payout.paidOn ?? wallTimeOf(payout.createdAt, marketplaceZone).slice(0, 10))}
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
    </Movements>
  );
}

/** "Check, Check 1042, Nov 24, 2037". */
export function howPaid({ state, way, paidBy, reference, paidOn, returnReason }: Payout): string {
  switch (state) {
    case 'paid':
      if (way === 'stripe') return `Stripe${paidOn ? `, ${dayText(paidOn)}` : ''}`;
      return way && paidOn ? `${payoutWayNames[way]}, ${reference}, ${dayText(paidOn)}` : '';
    case 'sending':
      if (way === 'stripe') return 'Stripe is asked';
      return `In a bank file, ${reference}${paidOn ? `, for ${dayText(paidOn)}` : ''}`;
    case 'returned':
      return `Came back: ${returnReason}`;
    case 'failed':
      return `Refused by ${way === 'stripe' ? 'Stripe' : 'the bank'}: ${returnReason}`;
    case 'dropped':
    case 'canceled':
      return returnReason ? `${returnReason}. Not paid again` : 'Not paid';
    default:
      return paidBy === 'stripe' ? 'To their account at Stripe' : 'Not yet';
  }
}
