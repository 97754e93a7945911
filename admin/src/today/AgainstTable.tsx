import { marketplaceCurrency } from '@holdfast/shared/money';
import type { PeriodComparison } from '@holdfast/shared/today';
import { amountOf, countOf } from '../ui/figures.tsx';
import { Th } from '../ui/Th.tsx';

const rows = [
  ['orders', 'Orders', countOf],
  ['tickets', 'Tickets sold', countOf],
  ['gross', 'Gross', amountOf],
  ['commission', 'Commission', amountOf],
  ['fees', 'Service fees', amountOf],
  ['refunds', 'Refunds', amountOf],
] as const;

/** Figures of a period against those of another one, as long as this one is so far. */
export function AgainstTable({
  title,
  note,
  heads,
  against,
}: {
  title: string;
  note: string;
  heads: readonly [now: string, before: string];
  against: PeriodComparison;
}) {
  return (
    <section className="sec">
      <h2>
        {title} <small>{note}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable */}
      <section className="table-wrap" aria-label={title} tabIndex={0}>
        <table className="g against">
          <thead>
            <tr>
              <Th>Figure</Th>
              <Th n>{heads[0]}</Th>
              <Th n>{heads[1]}</Th>
              <Th n>Change</Th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, words, show]) => {
              const { now, before } = against[name];
              return (
                <tr key={name}>
                  <td>{show === amountOf ? `${words}, ${marketplaceCurrency}` : words}</td>
                  <td className="n">
                    <b className="num">{show(now)}</b>
                  </td>
                  <td className="n mut">{show(before)}</td>
                  <td className={now > before && name !== 'refunds' ? 'n up' : 'n mut'}>
                    {changeOf(now, before)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** `+21%`, `−22%`; without a base there is no percentage. */
function changeOf(now: number, then: number): string {
  if (then === 0) return now === 0 ? '0%' : 'new';
  const percent = Math.round(((now - then) / then) * 100);
  return `${percent >= 0 ? '+' : '−'}${Math.abs(percent)}%`;
}
