import {
  type BankAccountKind,
  type BankData,
  holderKindNames,
  holderKinds,
  newBankAccount,
  usAccountTypes,
} from '@holdfast/shared/bankAccounts';
import { useMemo } from 'react';
import { SelectInput, TextInput, useNotify } from 'react-admin';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useBankData } from './BankDataSection.tsx';

/** Enters a consignor's bank data. */
export function BankDataPanel({ consignorId, close }: { consignorId: string; close: () => void }) {
  const { data } = useBankData(consignorId);
  const kind = data?.kinds[0];
  return (
    <LeavablePanel
      title="Enter bank data"
      about={`It is sealed, and used after ${data?.waitingDays ?? 'some'} days: payouts wait until then. The consignor gets an email at once.`}
      leave="Leave it as it is"
      onLeave={close}
    >
      {kind ? <Form kind={kind} consignorId={consignorId} close={close} /> : <Reading what="the bank data" />}
    </LeavablePanel>
  );
}

const empty = {
  sepa: { holder: '', iban: '', bic: '', street: '', postalCode: '', town: '', country: '' },
  us: { holder: '', holderKind: 'person', routingNumber: '', accountNumber: '', accountType: 'checking' },
} as const;

function Form({
  kind,
  consignorId,
  close,
}: {
  kind: BankAccountKind;
  consignorId: string;
  close: () => void;
}) {
  const notify = useNotify();
  const defaults = useMemo(() => empty[kind], [kind]);
  return (
    <UpdateForm<BankData & { id: string }>
      resource="consignorBankData"
      id={consignorId}
      schema={newBankAccount}
      defaultValues={defaults}
      bodyOf={(values) => ({ ...values, kind })}
      submit="Save the bank data"
      onDone={() => {
        notify('The bank data is sealed, and the consignor is told.', { type: 'success' });
        close();
      }}
    >
      <div className="form-grid stacked">
        <TextInput source="holder" label="Account holder" helperText="As the bank knows the name." />
        {kind === 'sepa' ? <SepaInputs /> : <UsInputs />}
      </div>
    </UpdateForm>
  );
}

const SepaInputs = () => (
  <>
    <TextInput source="iban" label="IBAN" helperText={false} />
    <TextInput
      source="bic"
      label="BIC"
      helperText="Only where the bank is outside of the euro area; else empty."
    />
    <TextInput source="street" label="Street and number, or nothing" helperText={false} />
    <TextInput source="postalCode" label="Postal code, or nothing" helperText={false} />
    <TextInput source="town" label="Town" helperText={false} />
    <TextInput source="country" label="Country" helperText="Two letters, such as DE." />
  </>
);
const UsInputs = () => (
  <>
    <SelectInput
      source="holderKind"
      label="Whose account it is"
      choices={holderKinds.map((id) => ({ id, name: holderKindNames[id] }))}
      helperText={false}
    />
    <TextInput
      source="routingNumber"
      label="Routing number"
      helperText="Nine digits, at the foot of a check."
    />
    <TextInput source="accountNumber" label="Account number" helperText={false} />
    <SelectInput
      source="accountType"
      label="Kind of account"
      choices={usAccountTypes.map((id) => ({ id, name: id === 'checking' ? 'Checking' : 'Savings' }))}
      helperText={false}
    />
  </>
);
