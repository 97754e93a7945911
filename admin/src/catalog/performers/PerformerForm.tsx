import { type AdminPerformer, type League, performerInput, type Venue } from '@holdfast/shared/catalog';
import { TextInput } from 'react-admin';
import { DeskForm } from '../../ui/forms/DeskForm.tsx';
import { RecordInput } from '../../ui/forms/RecordInput.tsx';
import { CreateEntry } from '../CreateEntry.tsx';
import { EditEntry } from '../EditEntry.tsx';
import { NamesAndIds, namedBody, namedValues, unnamed } from '../NamesAndIds.tsx';

const facts = [
  'name',
  'shortName',
  'code',
  'city',
  'league',
  'homeVenueId',
  'primaryColor',
  'secondaryColor',
] as const;
const noTeam = {
  ...Object.fromEntries(facts.map((name) => [name, ''])),
  league: null,
  homeVenueId: null,
  ...unnamed,
};
const bodyOf = (values: Record<string, unknown>) => ({
  ...Object.fromEntries(facts.map((name) => [name, values[name] || (name === 'city' ? '' : null)])),
  name: values.name ?? '',
  shortName: values.shortName ?? '',
  ...namedBody(values),
});
/** Lists are shown as one text each. */
const fieldOf = (field: string) => field.replace(/^(aliases|outsideIds)\b.*$/, '$1Text');

export function PerformerCreate() {
  return (
    <CreateEntry
      list="Teams and artists"
      title="New team or artist"
      facts="Games, seasons and search use these names."
    >
      <DeskForm
        schema={performerInput}
        defaultValues={noTeam}
        bodyOf={bodyOf}
        fieldOf={fieldOf}
        submit="Add the team"
      >
        <PerformerInputs />
      </DeskForm>
    </CreateEntry>
  );
}

export function PerformerEdit() {
  return (
    <EditEntry<AdminPerformer> what="the team" list="Teams and artists">
      {(team) => (
        <DeskForm
          schema={performerInput}
          defaultValues={namedValues(team)}
          bodyOf={bodyOf}
          fieldOf={fieldOf}
          submit="Save the team"
        >
          <PerformerInputs />
        </DeskForm>
      )}
    </EditEntry>
  );
}

function PerformerInputs() {
  return (
    <div className="form-grid">
      <TextInput className="f6" source="name" label="Full name" helperText={false} />
      <TextInput className="f4" source="shortName" label="Short name" helperText={false} />
      <TextInput className="f2" source="code" label="Code" helperText={false} />
      <TextInput className="f4" source="city" label="City" helperText={false} />
      <RecordInput<League>
        className="f4"
        source="league"
        label="League"
        reference="leagues"
        sort="name"
        nameOf={({ id, name }) => `${id}, ${name}`}
      />
      <RecordInput<Venue>
        className="f4"
        source="homeVenueId"
        label="Home venue"
        reference="venues"
        sort="name"
        nameOf={({ name, city }) => `${name}, ${city}`}
      />
      <TextInput
        className="f6"
        source="primaryColor"
        label="First color"
        helperText="Such as #0a2342; fans’ pages show it."
      />
      <TextInput className="f6" source="secondaryColor" label="Second color" helperText={false} />
      <NamesAndIds aliasesHelp="One on each line: search and files find the team by them." />
    </div>
  );
}
