import type { Selling } from '@holdfast/shared/portal';
import { moneyText, percentText } from '../ui/money.ts';
import { Price } from '../ui/Price.tsx';
import { counted } from '../ui/text.ts';

/** A sentence about the tickets, with the proceeds so far and the possible ones. */
export function SellingHead({ selling: { consignor, totals } }: { selling: Selling }) {
  const { sold, soldProceeds, owed, potentialProceeds } = totals;
  const unsold = totals.listed + totals.waiting + totals.held;
  const wentBack = { ...owed, amount: soldProceeds.amount - owed.amount };
  return (
    <>
      <h1>Your tickets</h1>
      <p className="selling-sum">
        <b>{consignor.name}</b>: {sentence(totals)}
      </p>
      <dl className="selling-money">
        <div>
          <dt>Proceeds so far</dt>
          <dd>
            <Price value={soldProceeds} />
            <span className="small muted">
              {sold === 0 ? 'Nothing is sold yet.' : `For ${counted(sold, 'sold ticket')}.`}
              {wentBack.amount > 0 &&
                ` ${moneyText(wentBack)} of it was refunded to fans or paid to you: your balance is ${moneyText(owed)}.`}{' '}
              <a href="/selling/payouts">Payouts and statements</a> ·{' '}
              <a href="/selling/season">Your season</a> · <a href="/selling/notices">Your inbox</a>
            </span>
          </dd>
        </div>
        <div>
          <dt>Possible proceeds</dt>
          <dd>
            <Price value={potentialProceeds} />
            <span className="small muted">
              {unsold === 0
                ? 'Nothing is waiting to be sold.'
                : `If ${unsold === 1 ? 'the one unsold ticket sells' : `all ${unsold} unsold tickets sell`}, at today’s percentages.`}
            </span>
          </dd>
        </div>
        <div>
          <dt>Your terms today</dt>
          <dd>
            <span className="price">{percentText(10_000 - consignor.commissionBps)}</span>
            <span className="small muted">
              of the price is yours (plan: {consignor.plan}). Fans pay{' '}
              <span className="nowrap">{percentText(consignor.feeBps)}</span> on top.
            </span>
          </dd>
        </div>
      </dl>
    </>
  );
}

function sentence({ listed, waiting, held, sold }: Selling['totals']): string {
  const parts = [
    `${counted(listed, 'ticket')} on sale`,
    ...(waiting > 0 ? [`${waiting} waiting or paused`] : []),
    ...(held > 0 ? [`${held} held by fans right now`] : []),
    sold === 0 ? 'none sold so far' : `${sold} sold`,
  ];
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}.`;
}
