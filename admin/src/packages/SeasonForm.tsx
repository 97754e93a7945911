import { type SeasonWindows, seasonWindows } from '@holdfast/shared/catalog';
import type { PackageCalendar } from '@holdfast/shared/packages';
import { useState } from 'react';
import { DayInput } from '../ui/dates/DateInputs.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

const windows = [
  ['selling', 'On sale'],
  ['regular', 'Regular season'],
  ['playoffs', 'Play-offs'],
] as const;
type Days = Partial<Record<'from' | 'until', string>>;

/** Two empty days mean an unknown window; one is sent as is for the server to refuse. */
function windowsBody(values: Record<string, unknown>) {
  return Object.fromEntries(
    windows.map(([part]) => {
      const { from = '', until = '' } = (values[part] ?? {}) as Days;
      return [part, from === '' && until === '' ? null : { from, until }];
    }),
  );
}

/** When the season is sold, played and decided; all of its packages read it. */
export function SeasonForm({
  calendar,
  onLeave,
  onDone,
}: {
  calendar: PackageCalendar;
  onLeave: () => void;
  onDone: () => void;
}) {
  const { season } = calendar.package;
  const [before] = useState(() =>
    Object.fromEntries(windows.map(([part]) => [part, season[part] ?? { from: '', until: '' }])),
  );
  return (
    <LeavablePanel
      title="Days of the season"
      about={season.name}
      leave="Leave them as they are"
      onLeave={onLeave}
    >
      <p className="note info">
        Every package of this season reads these days. Both days count, at the venue; leave both empty while
        they aren’t known.
      </p>
      <UpdateForm<SeasonWindows & { id: string }>
        resource="seasonWindows"
        id={season.id}
        schema={seasonWindows}
        defaultValues={before}
        bodyOf={windowsBody}
        submit="Set these days"
        onDone={onDone}
      >
        {windows.map(([part, name]) => (
          <fieldset key={part} className="window">
            <legend className="ruled">{name}</legend>
            <div className="form-grid">
              <DayInput className="f6" source={`${part}.from`} label={`${name}, first day`} />
              <DayInput className="f6" source={`${part}.until`} label={`${name}, last day`} />
            </div>
          </fieldset>
        ))}
      </UpdateForm>
    </LeavablePanel>
  );
}
