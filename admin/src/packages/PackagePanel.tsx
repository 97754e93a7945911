import type { ConsignedGames, PackageCalendar, PackageGame } from '@holdfast/shared/packages';
import { ConsignPanel } from './ConsignPanel.tsx';
import { EndForm } from './EndForm.tsx';
import { SeasonForm } from './SeasonForm.tsx';
import { TermsForm } from './TermsForm.tsx';
import { TermsPanel } from './TermsPanel.tsx';

export type PanelName = 'facts' | 'consign' | 'terms' | 'season' | 'end';

/** The panel beside the calendar: facts, or the current action. */
export function PackagePanel({
  name,
  calendar,
  game,
  chosen,
  onLeave,
  onConsigned,
  onChanged,
}: {
  name: PanelName;
  calendar: PackageCalendar;
  game: PackageGame | null;
  chosen: readonly string[];
  onLeave: () => void;
  onConsigned: (made: ConsignedGames) => void;
  /** With what to tell above the calendar. */
  onChanged: (words: string) => void;
}) {
  const { package: found } = calendar;
  switch (name) {
    case 'consign':
      return (
        <ConsignPanel
          packageId={found.id}
          isDraft={found.state === 'draft'}
          eventIds={chosen}
          onLeave={onLeave}
          onDone={onConsigned}
        />
      );
    case 'terms':
      return (
        <TermsForm
          calendar={calendar}
          onLeave={onLeave}
          onDone={() => onChanged('The terms are changed. Games that are consigned from now on follow them.')}
        />
      );
    case 'season':
      return (
        <SeasonForm
          calendar={calendar}
          onLeave={onLeave}
          onDone={() => onChanged('The days of the season are set.')}
        />
      );
    case 'end':
      return (
        <EndForm
          calendar={calendar}
          onLeave={onLeave}
          onDone={() => onChanged('The package has ended. What is listed goes on.')}
        />
      );
    default:
      return <TermsPanel calendar={calendar} game={game} />;
  }
}
