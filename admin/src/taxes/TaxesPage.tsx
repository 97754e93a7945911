import { rateText, type TaxPlace, type TaxRule } from '@holdfast/shared/taxes';
import { useState } from 'react';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { type Column, RuledTable } from '../ui/RuledList.tsx';
import { Mark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { PayTax, TaxesOwed } from './TaxesOwed.tsx';
import { EndTax, NewTax, taxedText } from './TaxPanels.tsx';
import { useTaxRules } from './useTaxRules.ts';

/** Taxes by place: administrators set and end them, finance reads them and says what was paid to each place. */
export function TaxesPage() {
  useCrumbs('Finance', 'Taxes');
  const page = useTaxRules();
  const { maySet, isAdding, ending } = page;
  const [paying, setPaying] = useState<TaxPlace | null>(null);
  const isPaying = paying !== null && !isAdding && !ending;
  return (
    <div className={isAdding || ending || isPaying ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title="Taxes"
          facts="Within the price that fans pay, by the place of the venue. Receipts name them, and the books say what is owed to each place."
        >
          {maySet && (
            <button type="button" className="btn" onClick={page.add}>
              New tax <kbd>n</kbd>
            </button>
          )}
        </PageHead>
        <div className="body">
          <Rules page={page} />
          <TaxesOwed pay={setPaying} />
        </div>
      </div>
      {isPaying && <PayTax key={paying.account} place={paying} close={() => setPaying(null)} />}
      {isAdding && <NewTax onDone={page.changed} />}
      {ending && <EndTax rule={ending} leave={page.leave} onDone={page.changed} />}
    </div>
  );
}

function Rules({ page: { rows, error, readAgain, maySet, end } }: { page: ReturnType<typeof useTaxRules> }) {
  if (error) return <ErrorMessage what="The taxes couldn’t be loaded." error={error} retry={readAgain} />;
  if (!rows) return <Reading what="the taxes" />;
  if (rows.length === 0)
    return (
      <Empty because={`No tax is set: receipts name none.${maySet ? '' : ' Administrators set them.'}`} />
    );
  const action: Column<TaxRule> = {
    head: 'Action',
    cell: (rule) =>
      rule.endedAt ? null : (
        <button type="button" className="link" onClick={() => end(rule)}>
          End this tax
        </button>
      ),
  };
  return (
    <RuledTable<TaxRule>
      label="Taxes"
      rows={rows}
      rowClass={(rule) => (rule.endedAt ? 'future' : undefined)}
      columns={maySet ? [...facts, action] : facts}
    />
  );
}

const facts: readonly Column<TaxRule>[] = [
  { head: 'Place', cell: (rule) => <b className="bold">{rule.jurisdiction}</b>, wraps: true },
  { head: 'Tax', cell: (rule) => rule.name, wraps: true },
  { head: 'Rate', cell: (rule) => rateText(rule.ratePpm), numeric: true },
  { head: 'On', cell: taxedText },
  {
    head: 'Venues',
    cell: ({ venues }) =>
      venues > 0 ? (
        venues
      ) : (
        <Mark shape="triangle" tone="warn">
          none is there
        </Mark>
      ),
    numeric: true,
  },
  { head: 'State', cell: stateText },
  { head: 'Set', cell: (rule) => rule.createdBy, wideOnly: true },
];

function stateText({ startsAt, endedAt }: TaxRule): string {
  if (endedAt) return endedAt <= startsAt ? 'Ended before it began' : `Ended ${workTime(endedAt)}`;
  return Date.parse(startsAt) > Date.now()
    ? `From ${workTime(startsAt)}`
    : `In force since ${workTime(startsAt)}`;
}
