import { type EmailRow, sendEmailAgain, setEmailAside } from '@holdfast/shared/support';
import { useMemo } from 'react';
import { TextInput, useNotify, useRedirect } from 'react-admin';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

interface PanelProps {
  record: EmailRow;
  close: () => void;
}

/** Sends the email again, to a corrected address if need be. */
export function SendAgain({ record, close }: PanelProps) {
  const notify = useNotify();
  const redirect = useRedirect();
  const defaults = useMemo(() => ({ to: record.to, reason: '' }), [record.to]);
  return (
    <LeavablePanel
      title="Send it again"
      about="The same email is sent again, as a new one in the outbox."
      leave="Don’t send it"
      onLeave={close}
    >
      {record.reservationId !== null && (
        <p className="note info">
          If you correct the address, the order gets it too: the fan finds the order by it, and later emails
          go there.
        </p>
      )}
      <UpdateForm<EmailRow>
        resource="emailsAgain"
        id={record.id}
        schema={sendEmailAgain}
        defaultValues={defaults}
        submit="Send it again"
        onDone={() => {
          notify('The email is on its way again.', { type: 'success' });
          close();
          redirect('/emails');
        }}
      >
        <div className="form-grid stacked">
          <TextInput source="to" label="Address" type="email" helperText={false} />
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

/** Sets a failed email aside: nobody sends it any more. */
export function SetAside({ record, close }: PanelProps) {
  return (
    <ReasonPanel
      title="Set it aside"
      about="It leaves “Emails that failed” and isn’t sent again. It stays in the outbox."
      leave="Keep it waiting"
      close={close}
      resource="emailsAside"
      id={record.id}
      schema={setEmailAside}
      submit="Set it aside"
      done="The email is set aside."
    />
  );
}
