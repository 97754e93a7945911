import type { Colleague } from '@holdfast/shared/accounts';
import { useColleagues } from './useColleagues.ts';

/** Whose rows are shown: anybody's, mine, nobody's, or a colleague's. */
export function OwnerFilter({
  value,
  onChange,
  colleagues: given,
}: {
  value: string;
  onChange: (owner: string) => void;
  /** Who may own the rows; by default the staff. */
  colleagues?: readonly Colleague[];
}) {
  const staff = useColleagues(given === undefined);
  const colleagues = given ?? staff;
  return (
    <label className="filter">
      Owner{' '}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">Anybody</option>
        <option value="me">Me</option>
        <option value="none">Nobody</option>
        {colleagues.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
