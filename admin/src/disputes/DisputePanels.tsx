/** What support does to a dispute: change its evidence, submit it, note that the fan withdrew it. */
import {
  type DisputeShown,
  editEvidence,
  evidenceFields,
  evidenceNames,
  madeFiles,
  submitEvidence,
  withdrawDispute,
} from '@holdfast/shared/disputes';
import { CheckboxGroupInput, TextInput, useNotify } from 'react-admin';
import { amountOf } from '../ui/figures.tsx';
import { ReasonPanel } from '../ui/forms/ReasonPanel.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

type Pack = NonNullable<DisputeShown['pack']>;

export function EditPanel({ record, pack, close }: { record: DisputeShown; pack: Pack; close: () => void }) {
  const notify = useNotify();
  return (
    <LeavablePanel
      title="Change the evidence"
      about="Stripe gets the new version within a minute and keeps it. Nothing goes to the bank yet."
      leave="Leave it"
      onLeave={close}
    >
      <UpdateForm<DisputeShown>
        resource="disputeEvidence"
        id={record.id}
        schema={editEvidence}
        defaultValues={{
          version: pack.version,
          evidence: Object.fromEntries(evidenceFields.map((field) => [field, pack.evidence[field] ?? ''])),
          leaveOut: pack.leftOut,
        }}
        submit="Save the evidence"
        onDone={() => {
          notify('The evidence is saved.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid">
          {evidenceFields.map((field) => (
            <TextInput
              key={field}
              className="f12"
              source={`evidence.${field}`}
              label={evidenceNames[field]}
              multiline
              maxRows={8}
              helperText={false}
            />
          ))}
          <CheckboxGroupInput
            className="f12"
            source="leaveOut"
            label="Leave out these files"
            choices={madeFiles.map((id) => ({ id, name: evidenceNames[id] }))}
            helperText={false}
          />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

export function SubmitPanel({
  record,
  pack,
  close,
}: {
  record: DisputeShown;
  pack: Pack;
  close: () => void;
}) {
  return (
    <ReasonPanel
      title="Submit the evidence"
      about={`It goes to the bank that holds ${amountOf(record.amount.amount)}, with ${pack.files.length} files. Banks take evidence once: it can’t be changed afterwards.`}
      leave="Keep it open"
      close={close}
      resource="disputeSubmissions"
      id={record.id}
      schema={submitEvidence}
      submit="Submit it to the bank"
      bodyOf={({ reason }) => ({ reason, version: pack.version })}
      done="The evidence goes to the bank within a minute."
    />
  );
}

export function WithdrawPanel({ record, close }: { record: DisputeShown; close: () => void }) {
  return (
    <ReasonPanel
      title="The fan withdrew it"
      about="What you write here is put before the evidence, which goes to the bank now unless it went already. The bank keeps the money until its verdict."
      leave="Leave it"
      close={close}
      resource="disputeWithdrawals"
      id={record.id}
      schema={withdrawDispute}
      submit="Tell the bank"
      done="The dispute is noted as withdrawn."
    />
  );
}
