import { SelectInput } from 'react-admin';
import { useColleagues } from './useColleagues.ts';

/** Whose rows a list shows: anybody's, mine, nobody's, or a colleague's. */
export function OwnerInput() {
  const colleagues = useColleagues();
  return (
    <SelectInput
      source="owner"
      label={<span className="sr">Owner</span>}
      emptyText="Owner: anybody"
      choices={[{ id: 'me', name: 'Owner: me' }, { id: 'none', name: 'Owner: nobody' }, ...colleagues]}
      helperText={false}
      slotProps={{ select: { displayEmpty: true } }}
    />
  );
}
