/** Makes a year's forms and corrections. */
import { makeTaxForms, type TaxYearShown } from '@holdfast/shared/taxForms';
import { useMemo } from 'react';
import { BooleanInput } from 'react-admin';
import { plural } from '../ui/figures.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';

export function MakeForms({ record, close }: { record: TaxYearShown; close: () => void }) {
  const { id, toMake, toCorrect, withoutNumber } = record;
  const defaults = useMemo(() => ({ withoutNumber: false }), []);
  return (
    <FormPanel
      title={`Make the forms of ${id}`}
      about={`${plural(toMake - toCorrect, 'form')} and ${plural(toCorrect, 'correction')}. Each copy is stored as PDF, stands on the consignor’s page, and an email tells of it. A form is never changed afterwards: what is wrong is corrected by another one.`}
      leave="Not yet"
      close={close}
      resource="taxFormMakings"
      id={id}
      schema={makeTaxForms}
      bodyOf={(values) => ({ withoutNumber: values.withoutNumber ?? false })}
      defaultValues={defaults}
      submit="Make the forms"
      done="The forms are made; their copies are being drawn."
    >
      {withoutNumber > 0 ? (
        <div className="form-grid stacked">
          <BooleanInput
            source="withoutNumber"
            label={`Also those without a taxpayer number (${withoutNumber})`}
            helperText="The IRS wants these forms too: their number stays empty. Off: they wait for a Form W-9."
          />
        </div>
      ) : null}
    </FormPanel>
  );
}
