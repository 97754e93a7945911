import {
  type StaffMember,
  type StaffRules,
  secondFactorReset,
  staffRulesChange,
} from '@holdfast/shared/accounts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { RecordContextProvider, useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { Reading } from '../ui/Reading.tsx';

/** Whether everybody of the staff needs a second factor. */
export function SecondFactorRule() {
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['staff', 'rules'],
    queryFn: () => call<StaffRules>('/admin/staff-rules'),
  });
  return (
    <section className="sec staff-rule">
      <h2>
        Second factor <small>a code of an app beside the password</small>
      </h2>
      {!error && !data && <Reading what="the rule" />}
      {error && <ErrorMessage what="The rule couldn’t be loaded." error={error} retry={() => refetch()} />}
      {data && (
        <p>
          {data.requiresSecondFactor
            ? 'Everybody of the staff needs one: the back office opens with it alone.'
            : 'Each of the staff decides on their own account’s page.'}{' '}
          {!isOpen && (
            <button type="button" className="btn" onClick={() => setOpen(true)}>
              {data.requiresSecondFactor ? 'Leave it to each' : 'Require it of everybody'}
            </button>
          )}
        </p>
      )}
      {data && isOpen && <ChangeRule rules={data} close={() => setOpen(false)} />}
    </section>
  );
}

function ChangeRule({ rules: { requiresSecondFactor }, close }: { rules: StaffRules; close: () => void }) {
  const notify = useNotify();
  const defaults = useMemo(
    () => ({ requiresSecondFactor: !requiresSecondFactor, reason: '' }),
    [requiresSecondFactor],
  );
  return (
    <RecordContextProvider value={undefined}>
      <UpdateForm
        resource="staffRules"
        id="staff"
        schema={staffRulesChange}
        defaultValues={defaults}
        submit={requiresSecondFactor ? 'Leave it to each' : 'Require it of everybody'}
        onDone={() => {
          notify('The rule is changed. It holds from the next click of everybody on.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          <ReasonInput className="f6" />
        </div>
      </UpdateForm>
      <button type="button" className="btn t" onClick={close}>
        Keep the rule
      </button>
    </RecordContextProvider>
  );
}

/** For who lost their app and their recovery codes. */
export function ResetSecondFactor({ record, close }: { record: StaffMember; close: () => void }) {
  return (
    <ReasonPanel
      title={`Reset the second factor of ${record.name}`}
      about="For who lost app and recovery codes. Make sure that it is they who ask. They are signed out everywhere, sign in with the password alone, and are told by email."
      leave="Leave it as it is"
      close={close}
      resource="secondFactorResets"
      id={record.id}
      schema={secondFactorReset}
      submit="Reset it"
      done={`The second factor of ${record.name} is reset.`}
    />
  );
}
