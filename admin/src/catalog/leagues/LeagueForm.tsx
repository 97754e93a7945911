import { type League, leagueInput, newLeague } from '@holdfast/shared/catalog';
import { CreateBase, TextInput } from 'react-admin';
import { useCrumbs } from '../../ui/crumbs.tsx';
import { DeskForm } from '../../ui/forms/DeskForm.tsx';
import { PageHead } from '../../ui/PageHead.tsx';
import { EditEntry } from '../EditEntry.tsx';

export function LeagueCreate() {
  useCrumbs('Catalogue', 'Leagues', 'New');
  return (
    <CreateBase redirect="show">
      <PageHead title="New league" facts="Its code stands in filters and files, and stays as it is." />
      <div className="body form">
        <DeskForm schema={newLeague} defaultValues={{ id: '', name: '', sport: '' }} submit="Add the league">
          <div className="form-grid">
            <TextInput className="f3" source="id" label="Code" helperText="Such as NBA" />
            <NameInputs />
          </div>
        </DeskForm>
      </div>
    </CreateBase>
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
