import type { Consignor } from '@holdfast/shared/consignors';
import type { Listing } from '@holdfast/shared/listings';
import { marketplaceCurrency } from '@holdfast/shared/money';
import { DataTable, ReferenceManyField } from 'react-admin';
import { gameOf } from '../listings/listingText.ts';
import { PackageTable } from '../packages/PackageTable.tsx';
import { Empty } from '../ui/ErrorMessage.tsx';
import { Amount, placeOf, plural } from '../ui/figures.tsx';
import { Pages } from '../ui/lists/DeskList.tsx';
import { OpenLink } from '../ui/lists/OpenLink.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { startOf } from '../ui/time.ts';

export function ListingsOfConsignor({ record: { name, counts } }: { record: Consignor }) {
  return (
    <section className="sec">
      <h2>
        Listings{' '}
        <small>
          {plural(counts.live, 'listing')} live, {counts.submitted} to approve,{' '}
          {plural(counts.sold, 'ticket')} sold; soonest game first
        </small>
      </h2>
      <ReferenceManyField
        reference="listings"
        target="consignorId"
        sort={{ field: 'startsAt', order: 'ASC' }}
        perPage={12}
        pagination={<Pages sizes={[12, 50]} />}
        empty={<Empty because="They have no listings yet." />}
      >
        <DataTable<Listing> aria-label={`Listings of ${name}`} rowClick="show">
          <DataTable.Col<Listing> label="Game" render={(row) => <OpenLink>{gameOf(row.event)}</OpenLink>} />
          <DataTable.Col<Listing> label="Starts" className="wide-only" render={(row) => startOf(row.event)} />
          <DataTable.Col<Listing> label="Section / row / seats" render={(row) => placeOf(row)} />
          <DataTable.Col<Listing>
            label="State"
            render={(row) => <StateMark kind="listing" state={row.state} />}
          />
          <DataTable.Col<Listing>
            label="Free"
            className="n"
            render={(row) => `${row.available} of ${row.quantity}`}
          />
          <DataTable.Col<Listing>
            label="Gets"
            className="n"
            render={(row) => <Amount minor={row.sum.proceeds} />}
          />
          <DataTable.Col<Listing>
            label="Marketplace"
            className="n"
            render={(row) => <Amount minor={row.sum.commission} />}
          />
          <DataTable.Col<Listing>
            label={`Price, ${marketplaceCurrency}`}
            className="n"
            render={(row) => <Amount minor={row.sum.price} />}
          />
        </DataTable>
      </ReferenceManyField>
    </section>
  );
}

export function PackagesOfConsignor({ record: { name } }: { record: Consignor }) {
  return (
    <section className="sec">
      <h2>Season packages</h2>
      <ReferenceManyField
        reference="packages"
        target="consignorId"
        sort={{ field: 'createdAt', order: 'DESC' }}
        perPage={25}
        pagination={<Pages />}
        empty={<Empty because="They have consigned no season seats." />}
      >
        <PackageTable label={`Season packages of ${name}`} ofOne />
      </ReferenceManyField>
    </section>
  );
}
