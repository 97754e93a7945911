import type { StaffMember, StaffMemberShown } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { namesOf } from './roleText.ts';
import { ResetSecondFactor } from './SecondFactors.tsx';
import { Sessions } from './Sessions.tsx';
import { StaffState } from './StaffList.tsx';
import { ChangeRoles, Deactivate, Reactivate } from './StaffPanels.tsx';
import { Work } from './Work.tsx';
import './staff.css';

/** One of the staff: roles, sessions, what they look after, and what was changed. */
export function StaffShow() {
  return <DeskShow<Known> what="the person">{(record) => <Page key={record.id} record={record} />}</DeskShow>;
}

/** Out of the list it is known without sessions and work, until it is read. */
type Known = StaffMember | StaffMemberShown;
const isRead = (record: Known): record is StaffMemberShown => 'work' in record;

type Open = 'roles' | 'state' | 'factor' | null;

function Page({ record }: { record: Known }) {
  useCrumbs('Administration', 'Staff', record.name);
  const { data: identity } = useGetIdentity();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const isActive = record.deactivatedAt === null;
  const isMe = identity?.id === record.id;
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={record.name}
          mark={<StaffState person={record} loud />}
          facts={`${record.email}. ${namesOf(record.roles)}, since ${workTime(record.createdAt)}. ${lastSeen(record)} Second factor ${record.secondFactor ? 'on' : 'off'}.`}
        >
          {!isMe && (
            <button type="button" className="btn" onClick={() => setOpen('roles')}>
              Change roles
            </button>
          )}
          {!isMe && (
            <button type="button" className="btn" onClick={() => setOpen('state')}>
              {isActive ? 'Deactivate' : 'Reactivate'}
            </button>
          )}
          {!isMe && record.secondFactor && (
            <button type="button" className="btn" onClick={() => setOpen('factor')}>
              Reset second factor
            </button>
          )}
        </PageHead>
        <div className="body">
          {isMe && (
            <p className="note info">
              This is you. Another administrator changes your roles or deactivates you; name and password are
              on <a href="/account">your account’s page</a>.
            </p>
          )}
          {isRead(record) && <Work work={record.work} personId={record.id} />}
          {isRead(record) && <Sessions record={record} />}
          <RecordLog />
        </div>
      </div>
      {open === 'roles' && <ChangeRoles record={record} close={close} />}
      {open === 'state' && isActive && isRead(record) && <Deactivate record={record} close={close} />}
      {open === 'factor' && <ResetSecondFactor record={record} close={close} />}
      {open === 'state' && !isActive && <Reactivate record={record} close={close} />}
    </div>
  );
}

function lastSeen({ lastSignInAt, deactivatedAt }: Known): string {
  const last = lastSignInAt ? `Last signed in ${workTime(lastSignInAt)}.` : 'Has not signed in yet.';
  return deactivatedAt ? `${last} Deactivated ${workTime(deactivatedAt)}.` : last;
}
