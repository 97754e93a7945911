import type { Role } from '@holdfast/shared/accounts';
import type { Consignor } from '@holdfast/shared/consignors';
import { useGetIdentity } from 'react-admin';
import { Link } from 'react-router';
import { RecordLog } from '../audit/RecordLog.tsx';
import { mayOpen } from '../authProvider/index.ts';
import { usePermission } from '../authProvider/usePermission.ts';
import { RuleDescription } from '../percentages/ruleText.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { percentOf } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { ListingsOfConsignor, PackagesOfConsignor } from './consignorLists.tsx';
import { SignIns } from './SignIns.tsx';

export function ConsignorShow() {
  return <DeskShow<Consignor> what="the consignor">{(record) => <Page record={record} />}</DeskShow>;
}

function Page({ record }: { record: Consignor }) {
  useCrumbs('Consignment', 'Consignors', record.name);
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  return (
    <>
      <PageHead
        title={record.name}
        facts={
          <>
            {record.email}. Plan {record.plan}, since {workTime(record.createdAt)}. The marketplace keeps{' '}
            <RuleDescription rule={record.percentages} names={{ consignor: record.name }} />; fans pay{' '}
            {percentOf(record.feeBps)} on top.
          </>
        }
      >
        <Actions record={record} roles={roles} />
      </PageHead>
      <div className="body">
        {mayOpen('listings', roles) && <ListingsOfConsignor record={record} />}
        {mayOpen('packages', roles) && <PackagesOfConsignor record={record} />}
        {!record.isMarketplace && <SignIns record={record} />}
        <RecordLog />
      </div>
    </>
  );
}

function Actions({ record, roles }: { record: Consignor; roles: readonly Role[] }) {
  const mayCorrect = usePermission('consignors');
  return (
    <>
      {mayCorrect && (
        <Link className="btn" to={`/consignors/${record.id}`}>
          Correct
        </Link>
      )}
      {mayOpen('listings', roles) && (
        <Link className="btn" to={`/listings?state=all&consignorId=${record.id}`}>
          All their listings
        </Link>
      )}
      <Link className="btn" to={`/percentages?scope=consignor&target=${record.id}`}>
        Percentages
      </Link>
      {mayOpen('packages', roles) && (
        <Link className="btn p" to={`/packages/create?consignorId=${record.id}`}>
          Consign their games
        </Link>
      )}
    </>
  );
}
