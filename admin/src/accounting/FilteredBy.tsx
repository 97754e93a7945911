import { useGetOne, useListContext } from 'react-admin';

/** What a link has filtered by, each of which can be taken away. */
export function FilteredBy({ names }: { names: readonly Field[] }) {
  const { filterValues, setFilters } = useListContext();
  const given = names.filter((name) => filterValues[name]);
  if (given.length === 0) return null;
  return (
    <div className="chips">
      {given.map((name) => (
        <span key={name} className="chip">
          <em>{fields[name]}</em> <Named field={name} value={String(filterValues[name])} />
          <button
            type="button"
            aria-label={`Not by ${fields[name].toLowerCase()}`}
            onClick={() => setFilters({ ...filterValues, [name]: undefined })}
          >
            ×
          </button>
        </span>
      ))}
    </div>
  );
}

const fields = {
  event: 'Event',
  team: 'Team',
  league: 'League',
  consignor: 'Consignor',
  payout: 'Paid out',
} as const;
type Field = keyof typeof fields;
/** What has a page of its own, whose name is asked for. */
const resources: Partial<Record<Field, string>> = {
  event: 'events',
  team: 'performers',
  consignor: 'consignors',
};

function Named({ field, value }: { field: Field; value: string }) {
  const resource = resources[field];
  const { data } = useGetOne(
    resource ?? '',
    { id: value },
    { enabled: resource !== undefined && value !== 'none' },
  );
  if (value === 'none') return field === 'payout' ? 'not yet, or nothing to pay out' : 'none';
  return data?.shortName ?? data?.name ?? value;
}
