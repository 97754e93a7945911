import {
  payeeFilterNames,
  payeeFilters,
  stateName,
  type TaxPayee,
  type TaxYearShown,
  taxPayeeQuery,
} from '@holdfast/shared/taxForms';
import { taxHoldNames } from '@holdfast/shared/taxpayers';
import { DataTable } from 'react-admin';
import { Link } from 'react-router';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, countOf, percentOf } from '../ui/figures.tsx';
import { DeskList, ListRows } from '../ui/lists/DeskList.tsx';
import { FilterTabs } from '../ui/lists/filters.tsx';

/** The consignors of a year: what they were paid, whether and why that is reported, and their form. */
export function YearPayees({ record }: { record: TaxYearShown }) {
  const choices = payeeFilters.map((id) => ({
    id: id === 'reportable' ? '' : id,
    name: payeeFilterNames[id],
    count: record.counts[id] ?? 0,
  }));
  return (
    <DeskList<TaxPayee>
      contract={taxPayeeQuery}
      resource="taxPayees"
      filter={{ parentId: record.id }}
      filters={['show']}
      sort={{ field: 'gross', order: 'DESC' }}
      perPage={100}
      refreshMs={record.unmade > 0 ? 2_000 : 60_000}
    >
      <FilterTabs source="show" label="Consignors by report" choices={choices} />
      <div className="body" style={{ paddingTop: 8 }}>
        <ListRows empty={<Empty because="No consignor is in this list." />}>
          <DataTable<TaxPayee> aria-label="Consignors" rowClick={false} bulkActionButtons={false}>
            <DataTable.Col<TaxPayee>
              source="name"
              label="Consignor"
              render={({ id, name }) => (
                <Link className="key" to={`/payables/${id}/show`}>
                  {name}
                </Link>
              )}
            />
            <DataTable.Col<TaxPayee>
              source="gross"
              label="Gross, box 1a"
              className="n"
              render={({ gross }) => <Amount minor={gross} />}
            />
            <DataTable.Col<TaxPayee> label="Form" disableSort render={(payee) => <FormOf payee={payee} />} />
            <DataTable.Col<TaxPayee>
              label="Payments, box 3"
              disableSort
              className="n wide-only"
              render={({ transactions }) => countOf(transactions)}
            />
            <DataTable.Col<TaxPayee> label="Why" disableSort className="wrap" render={whyOf} />
            <DataTable.Col<TaxPayee>
              label="Tax data"
              disableSort
              render={({ missing }) =>
                missing ? <span className="wn">{taxHoldNames[missing]}</span> : 'Complete'
              }
            />
          </DataTable>
        </ListRows>
      </div>
    </DeskList>
  );
}

/** Why payments are reported, or aren't. */
function whyOf({
  verdict: { isReportable, federal, state, withheld, exempt, unsure, nearBps },
}: TaxPayee): string {
  if (exempt === 'foreign') return 'Not reported: a foreign person with a valid Form W-8';
  if (exempt === 'exemptPayee') return 'Not reported: an exempt payee by their Form W-9';
  if (isReportable)
    return [
      federal && 'Federal: above $20,000 and 200 payments',
      state && `${stateName(state)}: its lower threshold`,
      withheld && 'Tax was withheld',
    ]
      .filter(Boolean)
      .join('; ');
  if (unsure)
    return `Perhaps ${stateName(unsure)}: lists name a lower threshold, and none of its own papers was found. Ask the state.`;
  return `${percentOf(nearBps)} of the nearest threshold`;
}

function FormOf({ payee: { form, isChanged } }: { payee: TaxPayee }) {
  if (!form) return <span className="mut">None</span>;
  const name = form.isCorrected ? `Correction ${form.version - 1}` : 'Copy B';
  return (
    <>
      {form.isDrawn ? <a href={`/api/admin/tax-forms/${form.id}/copy`}>{name}</a> : `${name}, being drawn`}
      {isChanged && ', to be corrected'}
    </>
  );
}
