import type { Consignor } from '@holdfast/shared/consignment';
import type { PercentagesRule } from '@holdfast/shared/pricing';
import { useState } from 'react';
import { useGetList, useGetOne } from 'react-admin';
import { Link, useSearchParams } from 'react-router';
import { useMay } from '../authProvider/useMay.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Amount, percentOf } from '../ui/figures.tsx';
import { useKeys } from '../ui/keys.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { Empty } from '../ui/Trouble.tsx';
import { workTime } from '../ui/time.ts';
import { NewRulePanel } from './NewRulePanel.tsx';

/** What the house keeps and what fans pay on top: every rule with the day it begins, never applied backwards. */
export function PercentagesPage() {
  useCrumbs('Consignment', 'Percentages');
  const [query, setQuery] = useSearchParams();
  const consignorId = query.get('consignorId') ?? undefined;
  const mayMake = useMay('percentages');
  const [creating, setCreating] = useState(false);
  const { data: consignor } = useGetOne<Consignor>(
    'consignors',
    { id: consignorId ?? '' },
    { enabled: Boolean(consignorId) },
  );
  useKeys([
    ...(mayMake ? [{ keys: 'n', does: 'new rule', run: () => setCreating(true) }] : []),
    ...(creating
      ? [{ keys: 'Escape', does: 'leave the draft', run: () => setCreating(false), inFields: true }]
      : []),
  ]);
  return (
    <div className={creating ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title="Percentages"
          facts="What the house keeps and what fans pay on top. A consignor’s own rule comes before the house default; a hold keeps the rule of its moment."
        >
          {!creating && mayMake && (
            <button type="button" className="btn" onClick={() => setCreating(true)}>
              New rule <kbd>n</kbd>
            </button>
          )}
        </PageHead>
        {consignorId && (
          <div className="chips">
            <span className="chip">
              <em>Consignor</em> {consignor?.name ?? consignorId}
              <button type="button" aria-label="Show the rules of everybody" onClick={() => setQuery({})}>
                ×
              </button>
            </span>
          </div>
        )}
        <div className="body">
          <HouseDefault />
          <section className="sec">
            <h2>
              Rules <small>newest first; the example is a ticket of 100.00 USD</small>
            </h2>
            <RuledList<PercentagesRule>
              label="Rules"
              resource="percentages"
              sort={{ field: 'effectiveFrom', order: 'DESC' }}
              filter={consignorId ? { consignorId } : {}}
              rowClass={(row) => (row.inForce ? undefined : 'future')}
              empty={
                <Empty because="They have no rule of their own: the house default applies.">
                  {mayMake && (
                    <button type="button" className="btn" onClick={() => setCreating(true)}>
                      New rule
                    </button>
                  )}
                </Empty>
              }
              columns={[
                { head: 'Reaches', cell: (row) => (row.consignorId ? 'Consignor' : 'House default') },
                {
                  head: 'Whom',
                  cell: (row) =>
                    row.consignorId ? (
                      <Link to={`/consignors/${row.consignorId}/show`}>{row.consignorName}</Link>
                    ) : (
                      <b className="bold">everybody else</b>
                    ),
                },
                { head: 'House', cell: (row) => percentOf(row.houseBps), numeric: true },
                { head: 'Fan fee', cell: (row) => percentOf(row.feeBps), numeric: true },
                { head: 'From', cell: (row) => workTime(row.effectiveFrom), numeric: true },
                { head: 'State', cell: (row) => <RuleMark rule={row} /> },
                {
                  head: 'Consignor gets',
                  cell: (row) => <Amount minor={row.example.consignor} />,
                  numeric: true,
                },
                { head: 'House keeps', cell: (row) => <Amount minor={row.example.house} />, numeric: true },
                { head: 'Fan pays', cell: (row) => <Amount minor={row.example.allIn} />, numeric: true },
                {
                  head: 'Why, by whom',
                  cell: (row) => `${row.reason}, ${row.createdBy}`,
                  wraps: true,
                  wideOnly: true,
                },
              ]}
            />
          </section>
        </div>
      </div>
      {creating && <NewRulePanel consignorId={consignorId ?? null} close={() => setCreating(false)} />}
    </div>
  );
}

function RuleMark({ rule }: { rule: PercentagesRule }) {
  if (rule.inForce)
    return (
      <Mark shape="disc" tone="success" quiet>
        In force
      </Mark>
    );
  return Date.parse(rule.effectiveFrom) > Date.now() ? (
    <Mark shape="ring" tone="neutral">
      Begins later
    </Mark>
  ) : (
    <Mark shape="openSquare" tone="neutral">
      Over
    </Mark>
  );
}

/** The rule of everybody without one of their own, in one sentence. */
function HouseDefault() {
  const { data = [] } = useGetList<PercentagesRule>('percentages', {
    pagination: { page: 1, perPage: 1000 },
    sort: { field: 'effectiveFrom', order: 'DESC' },
    filter: {},
  });
  const rule = data.find((each) => each.consignorId === null && each.inForce);
  if (!rule) return null;
  const { example } = rule;
  return (
    <p className="say" style={{ margin: '0 0 12px' }}>
      House default: of 100.00 the consignor gets <Amount minor={example.consignor} /> and the house keeps{' '}
      <Amount minor={example.house} />; the fan pays <Amount minor={example.allIn} />.
    </p>
  );
}
