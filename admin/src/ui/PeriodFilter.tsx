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
  const style = width === undefined ? undefined : { width };
  return (
    <>
      <label className="filter">
        From
        <input
          type="date"
          value={from ?? ''}
          max={until}
          style={style}
          onChange={(event) => change({ from: event.target.value })}
        />
      </label>
      <label className="filter">
        until
        <input
          type="date"
          value={until ?? ''}
          min={from}
          style={style}
          onChange={(event) => change({ until: event.target.value })}
        />
      </label>
    </>
  );
}
