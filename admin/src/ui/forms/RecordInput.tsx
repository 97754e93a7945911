/** Chooses a record of a resource by a part of its name; the server searches. */
import { AutocompleteInput, type RaRecord, ReferenceInput } from 'react-admin';

export function RecordInput<T extends RaRecord>({
  source,
  label,
  reference,
  sort,
  filter,
  nameOf,
  helperText,
  except,
  className,
}: {
  source: string;
  label: string;
  reference: string;
  /** The field of the order, ascending. */
  sort: string;
  /** Which of them are on offer. */
  filter?: Record<string, unknown>;
  /** By default the resource's own representation. */
  nameOf?: (record: T) => string;
  helperText?: string;
  /** The id of one that can't be chosen. */
  except?: string;
  /** Its columns in the form's grid. */
  className?: string;
}) {
  return (
    <ReferenceInput
      source={source}
      reference={reference}
      sort={{ field: sort, order: 'ASC' }}
      perPage={50}
      {...(filter ? { filter } : {})}
    >
      <AutocompleteInput
        className={className}
        label={label}
        optionText={nameOf}
        TextFieldProps={{ placeholder: 'Type a part of the name' }}
        helperText={helperText ?? false}
        noOptionsText="Nothing of that name."
        getOptionDisabled={({ id }: RaRecord) => id === except}
      />
    </ReferenceInput>
  );
}
