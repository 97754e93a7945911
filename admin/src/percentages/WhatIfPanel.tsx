import type { WhatIfAnswer } from '@holdfast/shared/pricing';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useEffect, useState } from 'react';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, amountOf, countOf, plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { Th } from '../ui/Th.tsx';
import { marketplaceZone } from '../ui/time.ts';
import { instantOf } from '../ui/wallTime.ts';
import { bodyOf, type DraftValues, wholeParts } from './draftValues.ts';

/** Days of the marketplace, the second not included. */
interface Period {
  name: string;
  short: string;
  from: string;
  until: string;
}

const day = (year: number, month: number) => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
const monthName = (month: number, style: 'short' | 'long') =>
  new Date(Date.UTC(2026, month, 1)).toLocaleDateString('en-US', { month: style, timeZone: 'UTC' });

/** The last two whole months, this one, and the season, which begins in July. */
function periodsOf(now: Date): Period[] {
  const [year = 0, month = 0] = new Intl.DateTimeFormat('sv-SE', { timeZone: marketplaceZone })
    .format(now)
    .split('-')
    .map(Number);
  const months = [-3, -2, -1].map((back) => {
    const first = new Date(Date.UTC(year, month + back, 1));
    const [y, m] = [first.getUTCFullYear(), first.getUTCMonth()];
    return {
      name: `${monthName(m, 'long')} ${y}`,
      short: monthName(m, 'short'),
      from: day(y, m),
      until: day(y, m + 1),
    };
  });
  const begin = month >= 7 ? year : year - 1;
  const season = {
    name: `season ${begin}–${(begin + 1) % 100}`,
    short: 'Season',
    from: day(begin, 6),
    until: day(begin + 1, 6),
  };
  return [...months, season];
}

const dayInstant = (date: string) => instantOf(`${date}T00:00`, marketplaceZone);
const signed = (minor: number) => (minor > 0 ? `+${amountOf(minor)}` : amountOf(minor));

/** Replays a period's sales under the draft, while it is edited. */
export function WhatIfPanel({ values, foot }: { values: DraftValues; foot: ReactNode }) {
  const [periods] = useState(() => periodsOf(new Date()));
  const [chosen, setChosen] = useState<Period>(periods[1]!);
  const { components, ready, answer } = useReplay(values, chosen);
  const isDates = !periods.some(({ short }) => short === chosen.short);
  const about =
    answer.isPlaceholderData && ready
      ? 'Replaying…'
      : answer.data && ready
        ? `${plural(answer.data.sales, 'sale')} replayed under the draft. No past sale changes.`
        : 'No past sale changes.';
  return (
    <SidePanel title={`What if: ${chosen.name}`} about={about} foot={foot}>
      {/* biome-ignore lint/a11y/useSemanticElements: a row of buttons, not fields */}
      <div role="group" className="periods" aria-label="Period">
        {periods.map((period) => (
          <button
            key={period.short}
            type="button"
            aria-pressed={period.short === chosen.short}
            onClick={() => setChosen(period)}
          >
            {period.short}
          </button>
        ))}
        <button
          type="button"
          aria-pressed={isDates}
          onClick={() => setChosen({ ...chosen, name: 'chosen days', short: 'Dates' })}
        >
          Dates
        </button>
      </div>
      {isDates && (
        <p className="as-of">
          <label>
            From{' '}
            <input
              type="date"
              value={chosen.from}
              onChange={(e) => setChosen({ ...chosen, from: e.target.value })}
            />
          </label>
          <label>
            before{' '}
            <input
              type="date"
              value={chosen.until}
              onChange={(e) => setChosen({ ...chosen, until: e.target.value })}
            />
          </label>
        </p>
      )}
      {!components && (
        <p className="note">Type every percentage first: what contradicts itself can’t be replayed.</p>
      )}
      {components && !ready && <p className="note">Choose the rule’s scope and the period.</p>}
      {ready && answer.error && (
        <ErrorMessage
          what="The sales couldn’t be replayed."
          error={answer.error}
          retry={() => answer.refetch()}
        />
      )}
      {ready && answer.data && (
        <div aria-busy={answer.isPlaceholderData}>
          <Outcome answer={answer.data} />
        </div>
      )}
    </SidePanel>
  );
}

function useReplay(values: DraftValues, { from, until }: Period) {
  const components = wholeParts(values.components);
  const { effectiveFrom } = bodyOf(values);
  const target = values.scope === 'marketplace' ? null : values.target;
  const isPeriod = /^\d{4}-/.test(from) && /^\d{4}-/.test(until);
  const ready = components !== null && (values.scope === 'marketplace' || target !== null) && isPeriod;
  const body = JSON.stringify(
    ready && {
      draft: { scope: values.scope, target, components, effectiveFrom },
      from: dayInstant(from),
      until: dayInstant(until),
    },
  );
  const asked = useSettled(useDeferredValue(body));
  const answer = useQuery({
    queryKey: ['percentages', 'what-if', asked],
    queryFn: ({ signal }) =>
      call<WhatIfAnswer>('/admin/percentages/what-if', { method: 'POST', body: JSON.parse(asked), signal }),
    enabled: ready && asked !== 'false',
    placeholderData: keepPreviousData,
    retry: false,
  });
  return { components, ready, answer };
}

/** A value once nobody has typed for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 300);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function Outcome({ answer }: { answer: WhatIfAnswer }) {
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
