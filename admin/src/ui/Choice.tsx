/** One of a few filters: a list whose name only readers of the screen hear. */
export function Choice({
  label,
  value = '',
  none,
  choices,
  change,
}: {
  label: string;
  value: string | undefined;
  /** What no choice means; without it, one is always chosen. */
  none?: string;
  choices: ReadonlyArray<readonly [id: string, name: string]>;
  change: (id: string) => void;
}) {
  return (
    <label className="filter">
      <span className="sr">{label}</span>
      <select value={value} onChange={(event) => change(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
