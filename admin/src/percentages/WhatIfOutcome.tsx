import type { WhatIfAnswer } from '@holdfast/shared/pricing';
import { Link } from 'react-router';
import { Amount, amountOf, countOf, plural } from '../ui/figures.tsx';
import { Th } from '../ui/Th.tsx';

const signed = (minor: number) => (minor > 0 ? `+${amountOf(minor)}` : amountOf(minor));

/** What the sales would have brought, beside what they did. */
export function WhatIfOutcome({ answer }: { answer: WhatIfAnswer }) {
  const { asItWas, draft, live } = answer;
  const rows = [
    ['Consignors', asItWas.consignors, draft.consignors],
    ['Commission', asItWas.commission, draft.commission],
    ['Service fee', asItWas.fee, draft.fee],
    ['Fans paid', asItWas.fansPaid, draft.fansPaid],
  ] as const;
  return (
    <>
      <table className="g what-if">
        <thead>
          <tr>
            <Th>{answer.currency}</Th>
            <Th n>As it was</Th>
            <Th n>Draft</Th>
            <Th n>Change</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, was, would]) => (
            <tr key={name}>
              <td className={name === 'Fans paid' ? 'bold' : undefined}>{name}</td>
              <td className="n">
                <Amount minor={was} />
              </td>
              <td className="n">
                <Amount minor={would} />
              </td>
              <td className={would === was ? 'n fnt' : 'n bold'}>{signed(would - was)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {answer.sales > 0 && <ByConsignor answer={answer} />}
      <p className="note info">
        {plural(live.listings, 'live listing')} {live.listings === 1 ? 'changes' : 'change'} with it.{' '}
        {live.heldTickets === 0
          ? 'None of their tickets is held now.'
          : `${plural(live.heldTickets, 'ticket')} of them held now ${live.heldTickets === 1 ? 'keeps its' : 'keep their'} rule.`}{' '}
        {answer.otherSales > 0 &&
          `${plural(answer.otherSales, 'other sale')} of the period ${answer.otherSales === 1 ? 'lies' : 'lie'} out of its reach or under a nearer rule.`}{' '}
        {answer.otherCurrencies.length > 0 &&
          `Sales in ${answer.otherCurrencies.join(', ')} aren’t in these figures.`}
      </p>
    </>
  );
}

function ByConsignor({ answer }: { answer: WhatIfAnswer }) {
  const { consignors, rest } = answer;
  const largest = Math.max(1, ...consignors.map(({ asItWas, draft }) => Math.abs(draft - asItWas)));
  return (
    <>
      <h3 className="sub">By consignor</h3>
      <table className="g what-if">
        <thead>
          <tr>
            <Th>{plural(answer.consignorCount, 'consignor')}</Th>
            <Th n>Sales</Th>
            <Th n>Gets, draft</Th>
            <Th n>More</Th>
            <Th wide>
              <span className="sr">Change as a bar</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {consignors.map(({ id, name, sales, asItWas, draft }) => (
            <tr key={id}>
              <td title={name}>
                <Link to={`/consignors/${id}/show`}>{name}</Link>
              </td>
              <td className="n mut">{countOf(sales)}</td>
              <td className="n">
                <Amount minor={draft} />
              </td>
              <td className={draft === asItWas ? 'n fnt' : 'n bold'}>{signed(draft - asItWas)}</td>
              <td className="wide-only">
                <span className="change-bar" aria-hidden="true">
                  <i style={{ width: `${(Math.abs(draft - asItWas) / largest) * 100}%` }} />
                </span>
              </td>
            </tr>
          ))}
          {rest.consignors > 0 && (
            <tr>
              <td className="mut">{countOf(rest.consignors)} more</td>
              <td className="n mut">{countOf(rest.sales)}</td>
              <td className="n">
                <Amount minor={rest.draft} />
              </td>
              <td className="n bold">{signed(rest.draft - rest.asItWas)}</td>
              <td className="wide-only" />
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}
