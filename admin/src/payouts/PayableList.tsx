import { marketplaceCurrency } from '@holdfast/shared/money';
import { type PayableList as Page, type Payable, payableQuery } from '@holdfast/shared/payouts';
import { useState } from 'react';
import { DataTable, useListContext } from 'react-admin';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, amountOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterLine, SearchWords } from '../ui/lists/filters.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { waitingOf, whenPaid } from './payableText.ts';
import { MakeRun } from './RunPanels.tsx';

/** What every consignor is owed: payable now, in payouts, waiting and why. */
export function PayableList() {
  useCrumbs('Finance', 'Owed to consignors');
  const [isMaking, setMaking] = useState(false);
  return (
    <DeskList<Payable> contract={payableQuery} filters={['q']} sort={{ field: 'owed', order: 'DESC' }}>
      <div className={isMaking ? 'two' : 'two alone'}>
        <div className="col scrolls">
          <PageHead title="Owed to consignors" facts={<Facts />}>
            <Link className="btn" to="/payable-ages">
              By age
            </Link>
            <Link className="btn" to="/payout-runs">
              Payout runs
            </Link>
            <button type="button" className="btn p" onClick={() => setMaking(true)}>
              Make a run…
            </button>
          </PageHead>
          <FilterLine>
            <SearchWords label="A part of the name" />
          </FilterLine>
          <div className="body">
            <ListRows empty={<Empty because="Nothing is owed to a consignor, or none has that name." />}>
              <DataTable<Payable> aria-label="Consignors" rowClick="show">
                <DataTable.Col<Payable>
                  source="name"
                  label="Consignor"
                  render={({ name }) => <OpenLink>{name}</OpenLink>}
                />
                <DataTable.Col<Payable>
                  source="owed"
                  label={`Owed, ${marketplaceCurrency}`}
                  className="n"
                  render={({ owed }) => <Amount minor={owed} />}
                />
                <DataTable.Col<Payable>
                  source="payable"
                  label="Payable now"
                  className="n"
                  render={({ payable }) => <Amount minor={payable} />}
                />
                <DataTable.Col<Payable>
                  label="In payouts"
                  disableSort
                  className="n wide-only"
                  render={({ inPayouts }) => <Amount minor={inPayouts} />}
                />
                <DataTable.Col<Payable>
                  label="Waiting"
                  disableSort
                  className="n wide-only"
                  render={(row) => <Amount minor={waitingOf(row)} />}
                />
                <DataTable.Col<Payable>
                  label="When it comes"
                  disableSort
                  className="wide-only"
                  render={(row) => <span className="mut">{whenPaid(row)}</span>}
                />
              </DataTable>
            </ListRows>
          </div>
        </div>
        {isMaking && <MakeRun close={() => setMaking(false)} />}
      </div>
    </DeskList>
  );
}

/** The sums over all consignors of the filter. */
function Facts() {
  const { meta } = useListContext();
  const totals = (meta as Pick<Page, 'totals'> | undefined)?.totals;
  if (!totals) return null;
  return (
    <>
      {amountOf(totals.owed.amount)} {marketplaceCurrency} owed: {amountOf(totals.payable.amount)} payable
      now, {amountOf(totals.inPayouts.amount)} in payouts, {amountOf(totals.waiting.amount)} waiting.
    </>
  );
}
