/** Says who files Forms 1099-K. */
import { type TaxYearShown, taxFilerInput } from '@holdfast/shared/taxForms';
import { useMemo } from 'react';
import { TextInput } from 'react-admin';
import { FormPanel } from '../ui/forms/FormPanel.tsx';

const empty = { name: '', street: '', city: '', region: '', postalCode: '', phone: '', ein: '' };

export function FilerPanel({ record, close }: { record: TaxYearShown; close: () => void }) {
  const { filer, version } = record.filer;
  const defaults = useMemo(() => ({ ...empty, ...filer }), [filer]);
  return (
    <FormPanel
      title="Who files"
      about="The marketplace’s legal person, as the IRS knows it. It stands on forms that are made from now on."
      leave="Leave it as it is"
      close={close}
      resource="taxFilers"
      id="filer"
      schema={taxFilerInput}
      bodyOf={(values) => ({ ...values, version })}
      defaultValues={defaults}
      submit="Save who files"
      done="It stands on the forms that are made next."
    >
      <div className="form-grid stacked">
        <TextInput source="name" label="Legal name" helperText={false} />
        <TextInput source="street" label="Street and number" helperText={false} />
        <TextInput source="city" label="City" helperText={false} />
        <TextInput source="region" label="State" helperText="Two letters, such as PA." />
        <TextInput source="postalCode" label="ZIP code" helperText={false} />
        <TextInput
          source="phone"
          label="Telephone"
          helperText="Payees call it with questions about their form."
        />
        <TextInput source="ein" label="EIN" helperText="Nine digits." />
      </div>
    </FormPanel>
  );
}
