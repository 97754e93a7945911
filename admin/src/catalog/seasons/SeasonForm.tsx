import { type AdminSeason, newSeason, type Performer, seasonChange } from '@holdfast/shared/catalog';
import { TextInput } from 'react-admin';
import { DayInput } from '../../ui/dates/DateInputs.tsx';
import { DeskForm } from '../../ui/forms/DeskForm.tsx';
import { RecordInput } from '../../ui/forms/RecordInput.tsx';
import { CreateEntry } from '../CreateEntry.tsx';
import { EditEntry } from '../EditEntry.tsx';
import { daysOf, SeasonDays, windowsBody } from './SeasonDays.tsx';

const noSeason = { performerId: null, name: '', from: null, until: null };
/** An emptied day is none. */
const bodyOf = ({ performerId, name, from, until }: Record<string, unknown>) => ({
  performerId,
  name,
  from: from || null,
  until: until || null,
});

/** The first step of a season; its games follow on its page. */
export function SeasonCreate() {
  return (
    <CreateEntry list="Seasons" title="New season" facts="First the team and the name; its games come next.">
      <DeskForm schema={newSeason} defaultValues={noSeason} bodyOf={bodyOf} submit="Make the season">
        <div className="form-grid">
          <RecordInput<Performer>
            className="f6"
            source="performerId"
            label="Team"
            reference="performers"
            sort="name"
            nameOf={({ name, league }) => (league === null ? name : `${name}, ${league}`)}
          />
          <TextInput className="f6" source="name" label="Name" helperText="Such as 2026–27" />
          <DayInput className="f6" source="from" label="First day" />
          <DayInput className="f6" source="until" label="Last day" />
        </div>
      </DeskForm>
    </CreateEntry>
  );
}

export function SeasonEdit() {
  return (
    <EditEntry<AdminSeason> what="the season" list="Seasons">
      {({ ownName, windows }) => (
        <DeskForm
          schema={seasonChange}
          defaultValues={{ newName: ownName, ...daysOf(windows) }}
          bodyOf={({ newName, ...values }) => ({ name: newName, windows: windowsBody(values) })}
          fieldOf={(field) => (field === 'name' ? 'newName' : field.replace(/^windows\./, ''))}
          submit="Save the season"
        >
          <div className="form-grid">
            <TextInput className="f6" source="newName" label="Name, without the team" helperText={false} />
          </div>
          <p className="note info">
            Every package of the season reads these days. Both days count, at the venue; leave both empty
            while they aren’t known.
          </p>
          <SeasonDays />
        </DeskForm>
      )}
    </EditEntry>
  );
}
