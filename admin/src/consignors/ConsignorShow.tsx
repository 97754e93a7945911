import type { Role } from '@holdfast/shared/accounts';
import type { Consignor } from '@holdfast/shared/consignors';
import { useState } from 'react';
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
import { ConsignorFacts } from './ConsignorFacts.tsx';
import { ConsignorPlan } from './ConsignorPlan.tsx';
import { ConsignorMerge, DeactivationPanel, Reactivate, Standing } from './ConsignorStanding.tsx';
import { ListingsOfConsignor, PackagesOfConsignor } from './consignorLists.tsx';
import { SignIns } from './SignIns.tsx';

export function ConsignorShow() {
  return <DeskShow<Consignor> what="the consignor">{(record) => <Page record={record} />}</DeskShow>;
}

function Page({ record }: { record: Consignor }) {
  useCrumbs('Consignment', 'Consignors', record.name);
  const { data: identity } = useGetIdentity();
  const roles: readonly Role[] = identity?.roles ?? [];
  const mayChange = usePermission('consignors') && !record.isMarketplace && record.mergedInto === null;
  const [panel, setPanel] = useState<Panel | null>(null);
  return (
    <>
      <PageHead
        title={record.name}
        facts={
          <>
            {record.email}, since {workTime(record.createdAt)}. Plan {record.plan} now. The marketplace keeps{' '}
            <RuleDescription rule={record.percentages} names={{ consignor: record.name }} />; fans pay{' '}
            {percentOf(record.feeBps)} on top.
          </>
        }
      >
        <Actions record={record} roles={roles} />
        {mayChange && <PanelButtons record={record} panel={panel} setPanel={setPanel} />}
      </PageHead>
      <div className="body">
        <Standing record={record} />
        {mayChange && panel === 'deactivate' && record.deactivatedAt === null && (
          <DeactivationPanel record={record} />
        )}
        {mayChange && panel === 'merge' && <ConsignorMerge record={record} />}
        <ConsignorFacts record={record} />
        {!record.isMarketplace && <ConsignorPlan record={record} />}
        {mayOpen('listings', roles) && <ListingsOfConsignor record={record} />}
        {mayOpen('packages', roles) && <PackagesOfConsignor record={record} />}
        {!record.isMarketplace && record.mergedInto === null && <SignIns record={record} />}
        <RecordLog />
      </div>
    </>
  );
}

type Panel = 'deactivate' | 'merge';

/** What is rarely done opens a panel with its preview. */
function PanelButtons({
  record,
  panel,
  setPanel,
}: {
  record: Consignor;
  panel: Panel | null;
  setPanel: (panel: Panel | null) => void;
}) {
  const names = record.deactivatedAt === null ? (['deactivate', 'merge'] as const) : (['merge'] as const);
  return names.map((name) => (
    <button
      key={name}
      type="button"
      className="btn"
      aria-expanded={panel === name}
      onClick={() => setPanel(panel === name ? null : name)}
    >
      {name === 'deactivate' ? 'Stop consigning…' : 'Merge…'}
    </button>
  ));
}

function Actions({ record, roles }: { record: Consignor; roles: readonly Role[] }) {
  const mayCorrect = usePermission('consignors') && record.mergedInto === null;
  const isActive = record.deactivatedAt === null;
  return (
    <>
      {mayCorrect && !isActive && <Reactivate record={record} />}
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
      {isActive && mayOpen('packages', roles) && (
        <Link className="btn p" to={`/packages/create?consignorId=${record.id}`}>
          Consign their games
        </Link>
      )}
    </>
  );
}
