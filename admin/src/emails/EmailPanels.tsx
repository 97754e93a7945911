import { type EmailRow, sendEmailAgain, setEmailAside } from '@holdfast/shared/support';
import { type ReactNode, useMemo } from 'react';
import { TextInput, useNotify, useRedirect } from 'react-admin';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';

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
    <Panel
      title="Send it again"
      about="The same email is sent again, as a new one in the outbox."
      leave="Don’t send it"
      close={close}
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
    </Panel>
  );
}

/** Sets a failed email aside: nobody sends it any more. */
export function SetAside({ record, close }: PanelProps) {
  const notify = useNotify();
  return (
    <Panel
      title="Set it aside"
      about="It leaves “Emails that failed” and isn’t sent again. It stays in the outbox."
      leave="Keep it waiting"
      close={close}
    >
      <UpdateForm<EmailRow>
        resource="emailsAside"
        id={record.id}
        schema={setEmailAside}
        defaultValues={noReason}
        submit="Set it aside"
        onDone={() => {
          notify('The email is set aside.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <ReasonInput />
        </div>
      </UpdateForm>
    </Panel>
  );
}

const noReason = { reason: '' };

function Panel({
  title,
  about,
  leave,
  close,
  children,
}: {
  title: string;
  about: string;
  leave: string;
  close: () => void;
  children: ReactNode;
}) {
  useShortcuts([{ keys: 'Escape', does: 'leave', run: close, inFields: true }]);
  return (
    <SidePanel
      title={title}
      about={about}
      takesFocus
      foot={
        <button type="button" className="btn t" onClick={close}>
          {leave} <kbd>Esc</kbd>
        </button>
      }
    >
      {children}
    </SidePanel>
  );
}
