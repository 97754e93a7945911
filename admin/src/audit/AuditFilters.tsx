import { AutocompleteInput } from 'react-admin';
import { FilterLine, SearchWords } from '../ui/lists/filters.tsx';
import { SavedFilters } from '../ui/lists/SavedFilters.tsx';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { actionText } from './actionText.ts';
import { useAuditFilters } from './useAuditFilters.ts';

/** Words, action and period; and what a value in the table was pressed for. */
export function AuditFilters() {
  const { values, byName, subjectName, actionNames, change } = useAuditFilters();
  return (
    <>
      <FilterLine>
        <SearchWords label="Filter by words of an entry" placeholder="Person, reason, id, value" />
        <AutocompleteInput
          source="what"
          label={<span className="sr">What</span>}
          choices={choicesOf(actionNames)}
          groupBy={({ group }) => group}
          TextFieldProps={{ placeholder: 'Every action' }}
          helperText={false}
        />
      </FilterLine>
      <div className="chips">
        <PeriodFilter from={values.from} until={values.until} change={change} />
        {values.by && <Chip name="Who" value={byName} drop={() => change({ by: '' })} />}
        {values.subject && <Chip name="On" value={subjectName} drop={() => change({ subject: '' })} />}
        <SavedFilters />
      </div>
    </>
  );
}

/** Each kind of record, and its actions. */
function choicesOf(actionNames: readonly string[]) {
  const nouns = [...new Set(actionNames.map((what) => what.split('.')[0] as string))];
  return nouns.flatMap((noun) => {
    const group = actionText(noun);
    const actions = actionNames.filter((what) => what.startsWith(`${noun}.`));
    return [
      { id: noun, name: `Everything about: ${group}`, group },
      ...actions.map((id) => ({ id, name: actionText(id), group })),
    ];
  });
}

function Chip({ name, value, drop }: { name: string; value: string | undefined; drop: () => void }) {
  return (
    <span className="chip">
      <em>{name}</em> {value}
      <button type="button" aria-label={`Without this filter: ${name.toLowerCase()}`} onClick={drop}>
        ×
      </button>
    </span>
  );
}
