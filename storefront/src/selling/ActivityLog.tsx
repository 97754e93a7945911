import { useCallback, useState } from 'react';
import { api } from '../api/api.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { counted } from '../ui/text.ts';
import { ownZone, stamp } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';

const perPage = 10;

/** What staff did with the consignor's listings, and why. Nobody can change this log. */
export function ActivityLog() {
  const [page, setPage] = useState(1);
  const read = useCallback(() => api.activityLog(page, perPage), [page]);
  const { value: log, hasFailed, again } = useRead(read);
  if (hasFailed) return <NotLoaded what="The activity log" again={again} />;
  if (log === null) return null;
  if (log.total === 0) return null;
  const pages = Math.ceil(log.total / perPage);
  return (
    <section className="own-log" aria-labelledby="own-log">
      <h2 id="own-log">What our team did</h2>
      <p className="small muted">{counted(log.total, 'change')}, newest first. Entries are never removed.</p>
      <ul>
        {log.data.map((entry) => (
          <li key={`${entry.at} ${entry.label} ${entry.text}`}>
            <time className="small muted fig" dateTime={entry.at}>
              {stamp(entry.at, ownZone())}
            </time>
            <span>
              <b>{entry.text}</b> · {entry.label}
              {entry.reason !== null && <span className="small muted">: {entry.reason}</span>}
            </span>
          </li>
        ))}
      </ul>
      {pages > 1 && (
        <div className="own-log-pages">
          <button
            type="button"
            className="btn btn-line"
            disabled={page === 1}
            onClick={() => setPage(page - 1)}
          >
            Newer
          </button>
          <button
            type="button"
            className="btn btn-line"
            disabled={page === pages}
            onClick={() => setPage(page + 1)}
          >
            Older
          </button>
        </div>
      )}
    </section>
  );
}
