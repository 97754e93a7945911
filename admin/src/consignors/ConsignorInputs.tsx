import type { Country } from '@holdfast/shared/catalog';
import { languages } from '@holdfast/shared/consignors';
import { AutocompleteInput, ReferenceInput, TextInput, useGetList } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { CountInput } from '../ui/forms/FigureInputs.tsx';
import { Duplicates } from './Duplicates.tsx';

/** What is known of a consignor and agreed with it. @param id of the one that is corrected */
export function ConsignorInputs({ id }: { id?: string | undefined }) {
  return (
    <>
      <div className="form-grid">
        <TextInput className="f6" source="name" label="Name" helperText={false} />
        <TextInput
          className="f6"
          source="legalName"
          label="Legal name"
          helperText="Where contracts and payments use another one."
        />
        <TextInput
          className="f6"
          source="email"
          label="Email"
          type="email"
          helperText="What happens to their listings is written to this address."
        />
        <TextInput
          className="f6"
          source="otherEmailsText"
          label="Other emails"
          helperText="They are found by these too; separated by commas."
        />
        <TextInput className="f4" source="phone" label="Phone" helperText={false} />
        <AutocompleteInput
          className="f4"
          source="language"
          label="Language"
          choices={languageChoices}
          helperText="For whoever calls or writes to them. Emails of the marketplace are in English."
        />
        <TimeZone />
      </div>
      <Duplicates id={id} />
      <section className="sec">
        <h2>Address</h2>
        <div className="form-grid">
          <TextInput className="f6" source="address" label="Street" helperText={false} />
          <TextInput className="f6" source="city" label="City" helperText={false} />
          <TextInput className="f4" source="region" label="State or province" helperText={false} />
          <TextInput className="f4" source="postalCode" label="Postal code" helperText={false} />
          <CountryInput />
        </div>
      </section>
      <section className="sec">
        <h2>Agreed</h2>
        <div className="form-grid">
          {id === undefined && (
            <PlanInput helperText="From now on. Its start and end are set on the consignor’s page." />
          )}
          <CountInput className="f6" source="payoutDays" label="Payout, days after the event" />
          <TextInput
            className="f6"
            source="tagsText"
            label="Tags"
            helperText="Words that the list is filtered by, separated by commas."
          />
          <TextInput className="f12" source="notes" label="Notes, for staff" multiline helperText={false} />
        </div>
      </section>
    </>
  );
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
/** The English name of a language. */
export const languageName = (code: string) => languageNames.of(code) ?? code;
const languageChoices = languages.map((id) => ({ id, name: languageName(id) }));
const zoneChoices = Intl.supportedValuesOf('timeZone').map((id) => ({ id, name: id.replaceAll('_', ' ') }));

/** The zones on offer are those of the country; without one, all. */
function TimeZone() {
  const country = useWatch<{ country: string | null }, 'country'>({ name: 'country' });
  const { data = [] } = useGetList<Country>('countries');
  const ofCountry = data.find(({ id }) => id === country)?.timeZones;
  const choices = ofCountry?.map((id) => ({ id, name: id.replaceAll('_', ' ') })) ?? zoneChoices;
  return (
    <AutocompleteInput
      className="f4"
      source="timeZone"
      label="Time zone"
      choices={choices}
      helperText="Emails tell their deadlines by these clocks."
    />
  );
}

function CountryInput() {
  const { data = [], isPending } = useGetList<Country>('countries');
  return (
    <AutocompleteInput
      className="f4"
      source="country"
      label="Country"
      choices={data}
      isPending={isPending}
      helperText={false}
    />
  );
}

/** A plan is one that exists; a new one is added on purpose. */
export function PlanInput({ className = 'f6', helperText }: { className?: string; helperText: string }) {
  const { setValue } = useFormContext();
  return (
    <ReferenceInput source="plan" reference="plans" sort={{ field: 'id', order: 'ASC' }}>
      <AutocompleteInput
        className={className}
        label="Plan"
        optionText="id"
        forcePopupIcon
        filterToQuery={() => ({})}
        createLabel="Type another plan to add it"
        createItemLabel="Add the plan “%{item}”"
        helperText={helperText}
        onCreate={(name) => {
          setValue('isNewPlan', true);
          return { id: name };
        }}
        onChange={() => setValue('isNewPlan', false)}
      />
    </ReferenceInput>
  );
}
