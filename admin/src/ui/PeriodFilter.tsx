/** From a day until a day, both included, as filters of a list; with the periods that are asked for most. */

import { marketplaceZone } from '@holdfast/shared/time';
import { DayBox } from './dates/DayBox.tsx';
import { presetOf, presets } from './dates/presets.ts';
import { useNow } from './useNow.ts';

export function PeriodFilter({
  from,
  until,
  change,
  width,
}: {
  from: string | undefined;
  until: string | undefined;
  change: (days: { from: string } | { until: string } | { from: string; until: string }) => void;
  /** Of a field, where a line is crowded. */
  width?: number;
}) {
  const now = useNow(60_000);
  return (
    <>
      <label className="filter">
        <span className="sr">Period</span>
        <select
          value={presetOf(from, until, now, marketplaceZone) ?? (from || until ? 'own' : '')}
          onChange={(event) => {
            const preset = presets.find(({ name }) => name === event.target.value);
            if (preset) change(preset.days(now, marketplaceZone));
            else if (event.target.value === '') change({ from: '', until: '' });
          }}
        >
          <option value="">Any time</option>
          {presets.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
          <option value="own" disabled>
            From and until
          </option>
        </select>
      </label>
      <DayBox
        label="From"
        value={from ?? ''}
        max={until}
        width={width}
        onChange={(day) => change({ from: day })}
      />
      <DayBox
        label="until"
        value={until ?? ''}
        min={from}
        width={width}
        onChange={(day) => change({ until: day })}
      />
    </>
  );
}
