/** From a day until a day, both included, as filters of a list. */
export function PeriodFilter({
  from,
  until,
  change,
  width,
}: {
  from: string | undefined;
  until: string | undefined;
  change: (days: { from: string } | { until: string }) => void;
  /** Of a field, where a line is crowded. */
  width?: number;
}) {
  return (
    <>
      <Day label="From" value={from} max={until} width={width} onChange={(day) => change({ from: day })} />
      <Day label="until" value={until} min={from} width={width} onChange={(day) => change({ until: day })} />
    </>
  );
}

function Day({
  label,
  value,
  width,
  onChange,
  ...limits
}: {
  label: string;
  value: string | undefined;
  min?: string;
  max?: string;
  width: number | undefined;
  onChange: (day: string) => void;
}) {
  return (
    <label className="filter">
      {label}
      <input
        type="date"
        value={value ?? ''}
        style={{ width }}
        onChange={(event) => onChange(event.target.value)}
        {...limits}
      />
    </label>
  );
}
