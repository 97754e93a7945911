import { endPackage, type PackageCalendar, type SeasonPackage } from '@holdfast/shared/packages';
import { plural } from '../ui/figures.tsx';
import { ReasonInput } from '../ui/forms/ReasonInput.tsx';
import { UpdateForm } from '../ui/forms/UpdateForm.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { GameMark } from './gameMarks.tsx';

const noReason = { reason: '' };
const stay = (count: number) => `${count} ${count === 1 ? 'stays' : 'stay'}`;
/** What happens to the games of each state; empty states are left out. */
const fates = [
  ['free', (count: number) => `${count} can’t be consigned any more`],
  ['consigned', (count: number) => `${stay(count)} in the queue`],
  ['listed', (count: number) => `${stay(count)} on sale`],
  ['held', (count: number) => `${stay(count)} with the fan, who may still pay`],
  ['sold', (count: number) => `${stay(count)} sold`],
  ['withdrawn', (count: number) => `${stay(count)} withdrawn`],
] as const;

/** Ends a package with a reason, and shows what happens to its games. */
export function EndForm({
  calendar: { package: found, games },
  onLeave,
  onDone,
}: {
  calendar: PackageCalendar;
  onLeave: () => void;
  onDone: () => void;
}) {
  const ofPackage = games.filter(({ listing }) => listing === null || listing.ofPackage);
  const seats = ofPackage.reduce((sum, { listing }) => sum + (listing?.available ?? 0), 0);
  return (
    <LeavablePanel
      title="End this package"
      about="Nothing has happened yet. This is what would."
      leave="Keep it"
      onLeave={onLeave}
    >
      <h3 className="ruled">What becomes of its games</h3>
      <dl className="kv fates">
        {fates.flatMap(([state, fate]) => {
          const count = ofPackage.filter((game) => game.state === state).length;
          if (count === 0) return [];
          return [
            <dt key={state}>
              <GameMark state={state} />
            </dt>,
            <dd key={`${state} fate`}>{fate(count)}</dd>,
          ];
        })}
      </dl>
      <p className="note warn">
        {seats === 0
          ? 'No further game is consigned from it. An ended package can’t be opened again.'
          : `${plural(seats, 'unsold seat')} ${seats === 1 ? 'stays' : 'stay'} where ${seats === 1 ? 'it is' : 'they are'}: take them back game by game first, if they shall leave. An ended package can’t be opened again.`}
      </p>
      <UpdateForm<SeasonPackage>
        resource="packageEnds"
        id={found.id}
        schema={endPackage}
        defaultValues={noReason}
        submit="End this package"
        onDone={onDone}
      >
        <div className="form-grid stacked">
          <ReasonInput />
        </div>
      </UpdateForm>
    </LeavablePanel>
  );
}
