import type { Country } from '@holdfast/shared/catalog';
import type { AskedFact } from '@holdfast/shared/feeds';
import { type ReactNode, useId } from 'react';
import { useGetList } from 'react-admin';
import type { Draft } from './answers.ts';

type NewDraft = Extract<Draft, { choice: 'new' }>;
interface InputsProps {
  draft: NewDraft;
  change: (draft: NewDraft) => void;
}

/** What a new team, league or venue needs; the feed's words stand there already. */
export function NewInputs({ what, ...props }: InputsProps & { what: AskedFact }) {
  return (
    <div className="new-inputs">
      {what === 'league' && <TextField {...props} part="id" label="Code, such as NBA" longest={16} />}
      <TextField {...props} part="name" label="Name" longest={what === 'league' ? 80 : 100} />
      {what !== 'league' && (
        <TextField {...props} part="city" label={what === 'venue' ? 'City' : 'City, if known'} longest={80} />
      )}
      {what === 'venue' && (
        <>
          <TextField {...props} part="region" label="State or province" longest={80} />
          <PlaceFields {...props} />
        </>
      )}
    </div>
  );
}

function TextField({
  draft,
  change,
  part,
  label,
  longest,
}: InputsProps & { part: 'id' | 'name' | 'city' | 'region'; label: string; longest: number }) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          value={draft[part]}
          maxLength={longest}
          onChange={({ target: { value } }) =>
            change({ ...draft, [part]: part === 'id' ? value.toUpperCase() : value })
          }
        />
      )}
    </Field>
  );
}

/** The zones on offer are those of the country; a country with one has it chosen. */
function PlaceFields({ draft, change }: InputsProps) {
  const { data = [] } = useGetList<Country>('countries');
  const zonesOf = (country: string) => data.find(({ id }) => id === country)?.timeZones ?? [];
  const zones = zonesOf(draft.country);
  // A zone that the feed gives may be an older name of one of the list.
  const offered =
    draft.timeZone === '' || zones.includes(draft.timeZone) ? zones : [draft.timeZone, ...zones];
  return (
    <>
      <Field label="Country">
        {(id) => (
          <select
            id={id}
            value={draft.country}
            onChange={({ target: { value } }) =>
              change({
                ...draft,
                country: value,
                timeZone: zonesOf(value).length === 1 ? (zonesOf(value)[0] ?? '') : '',
              })
            }
          >
            <option value="">Choose the country</option>
            {data.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="Time zone">
        {(id) => (
          <select
            id={id}
            value={draft.timeZone}
            onChange={({ target: { value } }) => change({ ...draft, timeZone: value })}
          >
            <option value="">
              {draft.country === '' ? 'Choose the country first' : 'Choose the time zone'}
            </option>
            {offered.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      <div className="ctl">{children(id)}</div>
    </div>
  );
}
