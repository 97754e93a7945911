import { bankHoldNames } from '@holdfast/shared/bankAccounts';
import { type HeldBack, mostShown, type PayoutRunShown } from '@holdfast/shared/payouts';
import { taxHoldNames } from '@holdfast/shared/taxpayers';
import { Link } from 'react-router';
import { Amount, amountOf, countOf, plural } from '../ui/figures.tsx';
import { Movements } from '../ui/Movements.tsx';
import { workTime } from '../ui/time.ts';
import { paidByText } from './payableText.ts';

/** Whom a run leaves out although something may be paid, and why. */
export function HeldBackList({
  heldBack,
  heldBackAll: { consignors, amount },
}: Pick<PayoutRunShown, 'heldBack' | 'heldBackAll'>) {
  if (heldBack.length === 0) return null;
  return (
    <section className="sec">
      <h2>
        Left out{' '}
        <small>
          {plural(consignors, 'consignor')} held back, {amountOf(amount)}; a later run takes them
          {consignors > mostShown && `. The largest ${countOf(mostShown)}:`}
        </small>
      </h2>
      <Movements label="Held back" heads={['Consignor', { figures: 'May be paid otherwise' }, 'Why not']}>
        {heldBack.map((each) => (
          <tr key={each.consignor.id}>
            <td>
              <Link to={`/payables/${each.consignor.id}/show`}>{each.consignor.name}</Link>
            </td>
            <td className="n">
              <Amount minor={each.amount} />
            </td>
            <td>{whyOf(each)}</td>
          </tr>
        ))}
      </Movements>
    </section>
  );
}

function whyOf({ hold, bankHold, taxHold, paidByHold }: HeldBack): string {
  const bank =
    bankHold &&
    `${bankHoldNames[bankHold.reason]}${bankHold.until ? `: waits until ${workTime(bankHold.until)}` : ''}`;
  return [
    hold && `Finance holds it back: ${hold}`,
    bank,
    taxHold && taxHoldNames[taxHold.reason],
    paidByHold && paidByText(paidByHold),
  ]
    .filter(Boolean)
    .join('. ');
}
