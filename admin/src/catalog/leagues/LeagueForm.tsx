import { type League, leagueInput, newLeague } from '@holdfast/shared/catalog';
import { TextInput } from 'react-admin';
import { DeskForm } from '../../ui/forms/DeskForm.tsx';
import { CreateEntry } from '../CreateEntry.tsx';
import { EditEntry } from '../EditEntry.tsx';

export function LeagueCreate() {
  return (
    <CreateEntry
      list="Leagues"
      title="New league"
      facts="Its code stands in filters and files, and stays as it is."
    >
      <DeskForm schema={newLeague} defaultValues={{ id: '', name: '', sport: '' }} submit="Add the league">
        <div className="form-grid">
          <TextInput className="f3" source="id" label="Code" helperText="Such as NBA" />
          <NameInputs />
        </div>
      </DeskForm>
    </CreateEntry>
  );
}

export function LeagueEdit() {
  return (
    <EditEntry<League> what="the league" list="Leagues">
      {() => (
        <DeskForm
          schema={leagueInput}
          bodyOf={({ name, sport }) => ({ name, sport })}
          submit="Save the league"
        >
          <div className="form-grid">
            <NameInputs />
          </div>
        </DeskForm>
      )}
    </EditEntry>
  );
}

function NameInputs() {
  return (
    <>
      <TextInput className="f6" source="name" label="Name" helperText={false} />
      <TextInput
        className="f3"
        source="sport"
        label="Sport"
        helperText="What fans search, such as Football"
      />
    </>
  );
}
