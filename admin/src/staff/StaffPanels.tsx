import {
  type Colleague,
  deactivation,
  givenRoles,
  type OpenWork,
  reactivation,
  rolesChange,
  type StaffMember,
  type StaffMemberShown,
} from '@holdfast/shared/accounts';
import { useMemo } from 'react';
import { SelectInput, useGetList, useNotify } from 'react-admin';
import { useCaseWorkers } from '../cases/useCaseWorkers.ts';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { RolesInput } from './RolesInput.tsx';
import { workText } from './Work.tsx';

interface PanelProps<R = StaffMember> {
  record: R;
  close: () => void;
}

/** Other roles, from the person's next request on. */
export function ChangeRoles({ record, close }: PanelProps) {
  const notify = useNotify();
  const defaults = useMemo(
    () => ({ roles: givenRoles.filter((role) => record.roles.includes(role)), reason: '' }),
    [record.roles],
  );
  return (
    <LeavablePanel
      title="Change roles"
      about="They hold from the next click on; nobody has to sign in again."
      leave="Keep the roles"
      onLeave={close}
    >
      <UpdateForm<StaffMemberShown>
        resource="staffRoles"
        id={record.id}
        schema={rolesChange}
        defaultValues={defaults}
        submit="Change the roles"
        onDone={() => {
          notify(`The roles of ${record.name} are changed.`, { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <RolesInput />
          <ReasonInput className="f12" />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

const nobody = { handOverTo: null, reason: '' };

/** Ends every session and hands over what the person looks after. */
export function Deactivate({ record, close }: PanelProps<StaffMemberShown>) {
  const notify = useNotify();
  const work = workText(record.work);
  return (
    <LeavablePanel
      title={`Deactivate ${record.name}`}
      about="They are signed out everywhere at once and can’t sign in. The log keeps what they did."
      leave="Keep them active"
      onLeave={close}
    >
      <p className="note info">
        {work === null ? 'They look after nothing now.' : `They look after ${work}.`}
      </p>
      <UpdateForm<StaffMemberShown>
        resource="staffDeactivations"
        id={record.id}
        schema={deactivation}
        defaultValues={nobody}
        bodyOf={({ handOverTo, reason }) => ({ handOverTo: handOverTo || null, reason })}
        submit="Deactivate"
        onDone={() => {
          notify(`${record.name} is deactivated.`, { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <HandOverInput from={record.id} work={record.work} />
          <ReasonInput className="f12" />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/**
 * Who gets what somebody looks after; empty: nobody. Listings and the like go to staff; who looks after cases alone may be
 * followed by whoever works on cases, as support and finance do.
 */
export function HandOverInput({ from, work }: { from: string; work: OpenWork }) {
  const { cases, ...ofStaff } = work;
  const needsStaff = Object.values(ofStaff).some((count) => count > 0);
  const { data: staff = [] } = useGetList<Colleague>('colleagues', {}, { enabled: needsStaff });
  const workers = useCaseWorkers();
  const choices = needsStaff ? staff : workers;
  return (
    <SelectInput
      className="f12"
      source="handOverTo"
      label="Hand over to"
      emptyText="Nobody: it waits without an owner"
      choices={choices.filter(({ id }) => id !== from)}
      helperText={
        needsStaff && cases > 0 ? 'Cases of kinds that they don’t work on wait without an owner.' : false
      }
    />
  );
}

const noReason = { reason: '' };

/** Lets somebody sign in again, with the roles that they had. */
export function Reactivate({ record, close }: PanelProps) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title={`Reactivate ${record.name}`}
      about="They sign in again with their password, and have the roles that they had."
      leave="Keep them out"
      onLeave={close}
    >
      <UpdateForm<StaffMemberShown>
        resource="staffReactivations"
        id={record.id}
        schema={reactivation}
        defaultValues={noReason}
        submit="Reactivate"
        onDone={() => {
          notify(`${record.name} may sign in again.`, { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <ReasonInput className="f12" />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}
