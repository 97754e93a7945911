import { type TaxYear, taxYearQuery } from '@holdfast/shared/taxForms';
import { useState } from 'react';
import { DataTable } from 'react-admin';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { DepositPanel, WithheldTaxes } from './WithheldTaxes.tsx';

/** Calendar years of Forms 1099-K, newest first. */
export function YearList() {
  useCrumbs('Finance', 'Tax forms');
  const [isPaying, setPaying] = useState(false);
  return (
    <DeskList<TaxYear> contract={taxYearQuery} sort={{ field: 'id', order: 'DESC' }} perPage={100}>
      <div className={isPaying ? 'two' : 'two alone'}>
        <div className="col scrolls">
          <PageHead
            title="Tax forms"
            facts="Form 1099-K of consignors who were paid in US dollars. A year’s forms are made once it is over: copies are due to consignors by January 31, the file to the IRS by March 31."
          />
          <div className="body">
            <ListRows empty={<Empty because="Nothing was sold in US dollars yet." />}>
              <DataTable<TaxYear> aria-label="Years" rowClick="show" bulkActionButtons={false}>
                <DataTable.Col<TaxYear>
                  source="id"
                  label="Year"
                  render={({ id }) => <OpenLink>{id}</OpenLink>}
                />
                <DataTable.Col<TaxYear>
                  label="Fans paid for consignors’ tickets"
                  disableSort
                  className="n"
                  render={({ gross }) => <Amount minor={gross} />}
                />
                <DataTable.Col<TaxYear>
                  label="Payments"
                  disableSort
                  className="n"
                  render={({ transactions }) => countOf(transactions)}
                />
                <DataTable.Col<TaxYear>
                  label="Forms"
                  disableSort
                  render={({ forms, isOver }) =>
                    forms > 0 ? (
                      countOf(forms)
                    ) : (
                      <span className="mut">{isOver ? 'None made' : 'Not over yet'}</span>
                    )
                  }
                />
              </DataTable>
            </ListRows>
            <WithheldTaxes pay={() => setPaying(true)} />
          </div>
        </div>
        {isPaying && <DepositPanel close={() => setPaying(false)} />}
      </div>
    </DeskList>
  );
}
