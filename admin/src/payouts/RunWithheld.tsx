import { type RunWithholding, withholdingReasonNames } from '@holdfast/shared/payouts';
import { Link } from 'react-router';
import { Amount, amountOf } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';

/** From whom the payouts of a run withhold tax, why, and how much. */
export function RunWithheld({ withheld }: { withheld: readonly RunWithholding[] }) {
  if (withheld.length === 0) return null;
  const sum = withheld.reduce((total, { amount }) => total + amount, 0);
  return (
    <section className="sec">
      <h2>
        Withheld for the IRS <small>{amountOf(sum)}, left off these payouts</small>
      </h2>
      <Movements label="Withheld" heads={['Consignor', { figures: 'Withheld' }, 'Why']}>
        {withheld.map(({ consignor, amount, why }) => (
          <tr key={consignor.id}>
            <td>
              <Link to={`/payables/${consignor.id}/show`}>{consignor.name}</Link>
            </td>
            <td className="n">
              <Amount minor={amount} />
            </td>
            <td>{withholdingReasonNames[why]}</td>
          </tr>
        ))}
      </Movements>
    </section>
  );
}
