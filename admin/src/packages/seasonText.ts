import type { PackageCalendar } from '@holdfast/shared/packages';
import { dayText } from '../ui/dates/dayText.ts';

/** The season's windows in words, and that play-off games come when they are known. */
export function seasonText({ package: { season }, games }: PackageCalendar): string {
  const parts = (
    [
      ['Sold', season.selling],
      ['Regular season', season.regular],
      ['Play-offs', season.playoffs],
    ] as const
  ).flatMap(([name, window]) =>
    window ? [`${name} ${dayText(window.from)} to ${dayText(window.until)}`] : [],
  );
  const known = games.filter(({ part }) => part === 'playoffs').length;
  const later =
    season.playoffs && known === 0
      ? ' No home game of the play-offs is known yet: they are offered here when they are scheduled.'
      : '';
  return parts.length === 0
    ? 'The windows of this season are not known yet.'
    : `${parts.join('; ')}.${later} Weeks without a home game are left out.`;
}
