import { AutocompleteInput, ReferenceInput, TextInput } from 'react-admin';
import { useFormContext } from 'react-hook-form';

/** What is agreed with a consignor. A plan is one that exists; a new one is added on purpose. */
export function ConsignorInputs() {
  const { setValue } = useFormContext();
  return (
    <div className="form-grid">
      <TextInput className="f6" source="name" label="Name" helperText={false} />
      <TextInput className="f6" source="email" label="Email" type="email" helperText={false} />
      <ReferenceInput source="plan" reference="plans" sort={{ field: 'id', order: 'ASC' }}>
        <AutocompleteInput
          className="f6"
          label="Plan"
          optionText="id"
          forcePopupIcon
          filterToQuery={() => ({})}
          createLabel="Type another plan to add it"
          createItemLabel="Add the plan “%{item}”"
          helperText="Percentages can be set for everybody with the same plan."
          onCreate={(name) => {
            setValue('isNewPlan', true);
            return { id: name };
          }}
          onChange={() => setValue('isNewPlan', false)}
        />
      </ReferenceInput>
    </div>
  );
}
