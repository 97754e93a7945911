import { type SeasonWindows, seasonWindows } from '@holdfast/shared/catalog';
import type { PackageCalendar } from '@holdfast/shared/packages';
import { useState } from 'react';
import { daysOf, SeasonDays, windowsBody } from '../catalog/seasons/SeasonDays.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';

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
  const [before] = useState(() => daysOf(season));
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
        <SeasonDays />
      </UpdateForm>
    </LeavablePanel>
  );
}
