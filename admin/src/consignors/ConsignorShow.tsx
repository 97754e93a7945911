import type { Consignor } from '@holdfast/shared/consignors';
import type { Listing } from '@holdfast/shared/listings';
import type { SeasonPackage } from '@holdfast/shared/packages';
import { useGetOne } from 'react-admin';
import { Link, useParams } from 'react-router';
import { gameOf } from '../listings/listingText.ts';
import { packageColumns } from '../packages/packageColumns.tsx';
import { RuleDescription } from '../percentages/ruleText.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { Empty, ErrorMessage } from '../ui/ErrorMessage.tsx';
import { Amount, percentOf, placeOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { RuledList } from '../ui/RuledList.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { startOf, workTime } from '../ui/time.ts';

export function ConsignorShow() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGetOne<Consignor>('consignors', { id });
  useCrumbs('Consignment', 'Consignors', data?.name ?? id);
  if (error) return <ErrorMessage what="This consignor couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the consignor" />;
  return (
    <>
      <PageHead
        title={data.name}
        facts={
          <>
            {data.email}. Plan {data.plan}, since {workTime(data.createdAt)}. The marketplace keeps{' '}
            <RuleDescription rule={data.percentages} names={{ consignor: data.name }} />; fans pay{' '}
            {percentOf(data.feeBps)} on top.
          </>
        }
      >
        <Link className="btn" to={`/listings?state=all&consignorId=${data.id}`}>
          All their listings
        </Link>
        <Link className="btn" to={`/percentages?scope=consignor&target=${data.id}`}>
          Percentages
        </Link>
        <Link className="btn p" to={`/packages/create?consignorId=${data.id}`}>
          Consign their games
        </Link>
      </PageHead>
      <div className="body">
        <section className="sec">
          <h2>
            Listings{' '}
            <small>
              {plural(data.counts.live, 'listing')} live, {data.counts.submitted} to approve,{' '}
              {plural(data.counts.sold, 'ticket')} sold; soonest game first
            </small>
          </h2>
          <RuledList<Listing>
            label={`Listings of ${data.name}`}
            resource="listings"
            sort={{ field: 'startsAt', order: 'ASC' }}
            filter={{ consignorId: data.id }}
            perPage={12}
            to={(row) => `/listings/${row.id}/show`}
            empty={<Empty because="They have no listings yet." />}
            columns={[
              { head: 'Game', cell: (row) => gameOf(row.event) },
              { head: 'Starts', cell: (row) => startOf(row.event), wideOnly: true },
              { head: 'Section / row / seats', cell: (row) => placeOf(row) },
              { head: 'State', cell: (row) => <StateMark kind="listing" state={row.state} /> },
              { head: 'Free', cell: (row) => `${row.available} of ${row.quantity}`, numeric: true },
              { head: 'Gets', cell: (row) => <Amount minor={row.sum.proceeds} />, numeric: true },
              { head: 'Marketplace', cell: (row) => <Amount minor={row.sum.commission} />, numeric: true },
              { head: 'Price, USD', cell: (row) => <Amount minor={row.sum.price} />, numeric: true },
            ]}
          />
        </section>
        <section className="sec">
          <h2>Season packages</h2>
          <RuledList<SeasonPackage>
            label={`Season packages of ${data.name}`}
            resource="packages"
            sort={{ field: 'createdAt', order: 'DESC' }}
            filter={{ consignorId: data.id }}
            perPage={100}
            empty={<Empty because="They have consigned no season seats." />}
            columns={packageColumns.filter((column) => column.head !== 'Consignor')}
          />
        </section>
      </div>
    </>
  );
}
