import { type AdminVenue, type Country, levelsOf, levelsText, venueInput } from '@holdfast/shared/catalog';
import { AutocompleteInput, NumberInput, TextInput, useGetList } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { DeskForm } from '../../ui/forms/DeskForm.tsx';
import { CountInput } from '../../ui/forms/FigureInputs.tsx';
import { CreateEntry } from '../CreateEntry.tsx';
import { EditEntry } from '../EditEntry.tsx';
import { NamesAndIds, namedBody, namedValues, unnamed } from '../NamesAndIds.tsx';
import { ZoneThere } from './ZoneThere.tsx';

const noVenue = {
  name: '',
  address: '',
  city: '',
  region: '',
  country: null,
  timeZone: null,
  latitude: null,
  longitude: null,
  capacity: null,
  levelsText: '',
  ...unnamed,
};
const facts = [
  'name',
  'address',
  'city',
  'region',
  'country',
  'timeZone',
  'latitude',
  'longitude',
  'capacity',
] as const;
const bodyOf = (values: Record<string, unknown>) => ({
  ...Object.fromEntries(facts.map((name) => [name, values[name]])),
  levels: levelsOf(values.levelsText),
  ...namedBody(values),
});
/** Lists are shown as one text each. */
const fieldOf = (field: string) => field.replace(/^(levels|aliases|outsideIds)\b.*$/, '$1Text');

export function VenueCreate() {
  return (
    <CreateEntry list="Venues" title="New venue" facts="Every wall time of its events is in its time zone.">
      <DeskForm
        schema={venueInput}
        defaultValues={noVenue}
        bodyOf={bodyOf}
        fieldOf={fieldOf}
        submit="Add the venue"
      >
        <VenueInputs />
      </DeskForm>
    </CreateEntry>
  );
}

export function VenueEdit() {
  return (
    <EditEntry<AdminVenue> what="the venue" list="Venues">
      {(venue) => (
        <DeskForm
          schema={venueInput}
          defaultValues={{ levelsText: levelsText(venue.levels), ...namedValues(venue) }}
          bodyOf={bodyOf}
          fieldOf={fieldOf}
          submit="Save the venue"
        >
          <VenueInputs />
        </DeskForm>
      )}
    </EditEntry>
  );
}

function VenueInputs() {
  return (
    <div className="form-grid">
      <TextInput className="f6" source="name" label="Name" helperText={false} />
      <TextInput className="f6" source="address" label="Address" helperText={false} />
      <TextInput className="f4" source="city" label="City" helperText={false} />
      <TextInput className="f4" source="region" label="State or province" helperText={false} />
      <CountInput className="f4" source="capacity" label="Capacity" />
      <PlaceInputs />
      <NumberInput className="f6" source="latitude" label="Latitude, degrees north" helperText={false} />
      <NumberInput className="f6" source="longitude" label="Longitude, degrees east" helperText={false} />
      <ZoneThere />
      <TextInput
        className="f12"
        source="levelsText"
        label="Sections by level"
        multiline
        minRows={3}
        helperText="A level on each line, from the field up, such as Lower: 101, 102, 103"
      />
      <NamesAndIds aliasesHelp="One on each line: search, feeds and files find the venue by them." />
    </div>
  );
}

/** The zones on offer are those of the country; a country with one has it chosen. */
function PlaceInputs() {
  const { setValue } = useFormContext();
  const country = useWatch<{ country: string | null }, 'country'>({ name: 'country' });
  const { data = [], isPending } = useGetList<Country>('countries');
  const zones = data.find(({ id }) => id === country)?.timeZones ?? [];
  return (
    <>
      <AutocompleteInput
        className="f6"
        source="country"
        label="Country"
        choices={data}
        isPending={isPending}
        helperText={false}
        onChange={(id) => {
          const all = data.find((each) => each.id === id)?.timeZones ?? [];
          setValue('timeZone', all.length === 1 ? all[0] : null, { shouldDirty: true });
        }}
      />
      <AutocompleteInput
        className="f6"
        source="timeZone"
        label="Time zone"
        choices={zones.map((id) => ({ id, name: id.replaceAll('_', ' ') }))}
        noOptionsText="Choose the country first."
        helperText={false}
      />
    </>
  );
}
