/** Finance enters a consignor's tax data: a W-9, that they are a foreign person, or a Form W-8 that arrived. */
import {
  certification,
  classificationNames,
  classifications,
  exemptCodes,
  type TaxData,
  taxInput,
  tinKindNames,
  tinKinds,
} from '@holdfast/shared/taxpayers';
import { useMemo } from 'react';
import { BooleanInput, SelectInput, TextInput, useNotify } from 'react-admin';
import { useWatch } from 'react-hook-form';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

export function TaxDataPanel({ consignorId, close }: { consignorId: string; close: () => void }) {
  const notify = useNotify();
  const defaults = useMemo(() => ({ ...empty }), []);
  return (
    <LeavablePanel
      title="Enter tax data"
      about="As the form says it. The number is sealed when it is saved, and counts at once. The consignor gets an email."
      leave="Leave it as it is"
      onLeave={close}
    >
      <UpdateForm<TaxData & { id: string }>
        resource="consignorTaxData"
        id={consignorId}
        schema={taxInput}
        defaultValues={defaults}
        bodyOf={bodyOf}
        submit="Save the tax data"
        onDone={() => {
          notify('The tax data is saved, and the consignor is told.', { type: 'success' });
          close();
        }}
      >
        <div className="form-grid stacked">
          <SelectInput source="kind" label="What arrived" choices={kinds} helperText={false} />
          <Fields />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}

const kinds = [
  { id: 'w9', name: 'Form W-9, of a US person' },
  { id: 'w8', name: 'Form W-8, of a foreign person' },
  { id: 'foreign', name: 'They say that they are a foreign person; the W-8 is to follow' },
];

const empty = {
  kind: 'w9',
  name: '',
  businessName: '',
  classification: 'individual',
  exemptCode: '',
  street: '',
  city: '',
  region: '',
  postalCode: '',
  country: '',
  tinKind: 'ssn',
  tin: '',
  isSubject: false,
  certifies: false,
  signature: '',
  signedOn: '',
};

/** Only the fields of its kind are sent. */
function bodyOf(values: Record<string, unknown>): Record<string, unknown> {
  const { kind, name, country, signedOn } = values;
  if (kind === 'w8') return { kind, name, country, signedOn };
  if (kind === 'foreign') return { kind, name, country };
  return { ...values, exemptCode: values.exemptCode || null, signedOn: signedOn || null };
}

function Fields() {
  const kind = useWatch({ name: 'kind' });
  return kind === 'w9' ? <W9Inputs /> : <ForeignInputs isReceived={kind === 'w8'} />;
}

const ForeignInputs = ({ isReceived }: { isReceived: boolean }) => (
  <>
    <TextInput source="name" label="Name" helperText={false} />
    <TextInput source="country" label="Country of residence" helperText="Two letters, such as CA." />
    {isReceived && (
      <DayInput
        source="signedOn"
        label="Signed on"
        helperText="It is valid until the end of the third year after that."
      />
    )}
  </>
);

const W9Inputs = () => (
  <>
    <TextInput source="name" label="Name" helperText="Line 1: as on the tax return." />
    <TextInput source="businessName" label="Business name, or nothing" helperText="Line 2." />
    <SelectInput
      source="classification"
      label="Federal tax classification"
      choices={classifications.map((id) => ({ id, name: classificationNames[id] }))}
      helperText="Line 3a."
    />
    <SelectInput
      source="exemptCode"
      label="Exempt payee code, or nothing"
      emptyText="None"
      emptyValue=""
      choices={exemptCodes.map((id) => ({ id, name: id }))}
      helperText="Line 4. Codes 1 to 4 get no 1099-K."
    />
    <TextInput source="street" label="Street and number" helperText={false} />
    <TextInput source="city" label="City" helperText={false} />
    <TextInput source="region" label="State" helperText="Two letters, such as PA." />
    <TextInput source="postalCode" label="ZIP code" helperText={false} />
    <TextInput source="country" label="Country" helperText="Two letters, such as US." />
    <SelectInput
      source="tinKind"
      label="Which number"
      choices={tinKinds.map((id) => ({ id, name: tinKindNames[id] }))}
      helperText={false}
    />
    <TextInput source="tin" label="Taxpayer number" autoComplete="off" helperText="Nine digits; sealed." />
    <BooleanInput
      source="isSubject"
      label="Item 2 is crossed out: the IRS told of backup withholding"
      helperText={false}
    />
    <BooleanInput source="certifies" label="The certification is signed" helperText={certification[0]} />
    <TextInput source="signature" label="Signed by" helperText={false} />
    <DayInput source="signedOn" label="Signed on, or nothing for today" />
  </>
);
