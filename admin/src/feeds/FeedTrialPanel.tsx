import type { Feed, FeedTrial } from '@holdfast/shared/feeds';
import { useMutation } from '@tanstack/react-query';
import { plural } from '../ui/figures.tsx';
import { askFeed } from './calls.ts';

/** Asks the feed as it is saved, and shows what came; nothing is taken in. */
export function FeedTrialPanel({ feed, version }: { feed: Feed; version: number }) {
  const { mutate, data, error, isPending, reset } = useMutation({ mutationFn: () => askFeed(feed) });
  return (
    <section className="sec" key={version}>
      <h2>
        Ask now <small>as it is saved; nothing is taken in</small>
      </h2>
      <p>
        <button
          type="button"
          className="btn"
          disabled={isPending}
          onClick={() => {
            reset();
            mutate();
          }}
        >
          {isPending ? 'Asking…' : 'Ask now'}
        </button>
      </p>
      {error && (
        <p className="note danger" role="alert">
          {error.message}
        </p>
      )}
      {data && <Trial trial={data} />}
    </section>
  );
}

function Trial({ trial: { problem, events, read, unreadable, pagesTotal } }: { trial: FeedTrial }) {
  if (problem !== null)
    return (
      <p className="note danger" role="alert">
        {problem}
      </p>
    );
  return (
    <>
      <p role="status">
        {plural(read, 'event')} came
        {pagesTotal === null ? '' : `, of ${plural(pagesTotal, 'page')}`}
        {unreadable > 0 && `; ${plural(unreadable, 'entry', 'entries')} can’t be read`}.
        {events.length < read && ` The first ${events.length}:`}
      </p>
      {events.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable
        <section className="table-wrap" tabIndex={0} aria-label="What came">
          <table className="g">
            <thead>
              <tr>
                <th scope="col">Event</th>
                <th scope="col">Where</th>
                <th scope="col">Starts there</th>
              </tr>
            </thead>
            <tbody>
              {events.map(({ feedId, name, venueName, city, localStart, startsAt }) => (
                <tr key={feedId}>
                  <td>{name}</td>
                  <td>{[venueName, city].filter(Boolean).join(', ') || 'not said'}</td>
                  <td>{(localStart ?? startsAt)?.replace('T', ' ').slice(0, 16) ?? 'not said'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </>
  );
}
