import type { GameChange } from '@holdfast/shared/feeds';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../../dataProvider/index.ts';
import { hitsText } from '../../events/changeText.ts';
import { gameStart, saysText } from '../../feeds/decisions/changeText.ts';
import { ErrorMessage } from '../../ui/ErrorMessage.tsx';
import { plural } from '../../ui/figures.tsx';

/** Moves on one page; the rest are on the page of the games to decide. */
const most = 10;

/** What schedule files of the season said of games on which orders or holds hang, and nobody decided yet. */
export function HeldMoves({ seasonId }: { seasonId: string }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['gameChanges', 'season', seasonId],
    queryFn: () =>
      call<{ data: GameChange[]; total: number }>(`/admin/gameChanges?seasonId=${seasonId}&perPage=${most}`),
  });
  if (error)
    return (
      <ErrorMessage what="The games to decide couldn’t be loaded." error={error} retry={() => refetch()} />
    );
  if (!data || data.total === 0) return null;
  return (
    <section className="sec" aria-label="Games to decide">
      <h2>
        {plural(data.total, 'game waits', 'games wait')} for a decision{' '}
        <small>a file moves {data.total === 1 ? 'it' : 'them'}, and orders or holds hang on it</small>
      </h2>
      <ul className="plain held-moves">
        {data.data.map((change) => (
          <li key={change.id}>
            <Link to={`/feeds/decisions/${change.id}`}>
              {change.event.name}, {gameStart(change.event.startsAt, change.event.timeZone)}
            </Link>
            : {saysText(change)} It has {hitsText(change.hits)}.
          </li>
        ))}
      </ul>
      {data.total > most && (
        <Link to={`/feeds/decisions?seasonId=${seasonId}`}>All {data.total} games to decide</Link>
      )}
    </section>
  );
}
