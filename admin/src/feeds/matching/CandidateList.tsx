import type { Candidate } from '@holdfast/shared/feeds';
import { Mark } from '../../ui/StateMark.tsx';
import { Th } from '../../ui/Th.tsx';

const heads = { teams: 'Teams', venue: 'Venue', start: 'Start' } as const;

/** Candidate events of ours, most similar first, each compared with the entry field by field. */
export function CandidateList({
  candidates,
  feedName,
  chosen,
  choose,
}: {
  candidates: readonly Candidate[];
  /** The feed's name. */
  feedName: string;
  chosen: string | null;
  choose: (candidate: Candidate) => void;
}) {
  if (candidates.length === 0)
    return <p className="mut">None of ours has its teams or its venue around that day.</p>;
  return (
    <ol className="candidates">
      {candidates.map((each, at) => (
        <li key={each.eventId} className={each.eventId === chosen ? 'chosen' : undefined}>
          <button
            type="button"
            className="pick"
            aria-pressed={each.eventId === chosen}
            disabled={each.taken}
            onClick={() => choose(each)}
          >
            <kbd>{at + 1}</kbd> {each.name}
            <Agreement candidate={each} />
          </button>
          {each.taken && <p className="note warn">Another entry of {feedName} is this event already.</p>}
          <table className="g beside">
            <thead>
              <tr>
                <Th>
                  <span className="sr">What</span>
                </Th>
                <Th>{feedName} says</Th>
                <Th>We have</Th>
              </tr>
            </thead>
            <tbody>
              {each.comparisons.map(({ what, theirs, ours, same }) => (
                <tr key={what}>
                  <td>
                    <Mark shape={same ? 'tick' : 'cross'} tone={same ? 'success' : 'danger'}>
                      {heads[what]}
                      <span className="sr">{same ? ' agrees' : ' differs'}</span>
                    </Mark>
                  </td>
                  <td>{theirs}</td>
                  <td className={same ? undefined : 'bold'}>{ours}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </li>
      ))}
    </ol>
  );
}

function Agreement({ candidate: { comparisons } }: { candidate: Candidate }) {
  const differs = comparisons.filter(({ same }) => !same).map(({ what }) => what);
  return differs.length === 0 ? (
    <Mark shape="tick" tone="success">
      all agrees
    </Mark>
  ) : (
    <Mark shape="waiting" tone="warn">
      {differs.join(', ')} {differs.length === 1 ? 'differs' : 'differ'}
    </Mark>
  );
}
