import type { OwnDeliveries } from '@holdfast/shared/deliveries';
import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { counted } from '../ui/text.ts';
import { ToDeliverCard } from './ToDeliverCard.tsx';

type Queue = keyof OwnDeliveries['counts'];
const queues: ReadonlyArray<{ queue: Queue; label: string; none: string }> = [
  { queue: 'toSend', label: 'To send', none: 'Nothing is to be sent. What sells appears here.' },
  { queue: 'problem', label: 'Not accepted', none: 'Every fan could accept what you sent.' },
  { queue: 'sent', label: 'Sent', none: 'Nothing waits for its fan to accept it.' },
];

/**
 * Sold tickets that the consignor sends; nothing stands here until something of theirs was sold at another's gate.
 * @param known called once it is known what stands here
 */
export function ToDeliver({ changed, known }: { changed(): void; known(): void }) {
  const [queue, setQueue] = useState<Queue>('toSend');
  const [page, setPage] = useState(1);
  const { own, hasFailed, reload } = useOwnDeliveries(queue, page);
  const refresh = useCallback(() => {
    reload();
    changed();
  }, [reload, changed]);
  const isKnown = hasFailed || own !== null;
  useEffect(() => {
    if (isKnown) known();
  }, [isKnown, known]);
  if (hasFailed)
    return (
      <section aria-labelledby="to-deliver" role="alert">
        <h2 id="to-deliver">To deliver</h2>
        <p>
          Your sold tickets didn’t load.{' '}
          <button type="button" className="link" onClick={reload}>
            Reload
          </button>
        </p>
      </section>
    );
  if (own === null || Object.values(own.counts).every((count) => count === 0)) return null;
  const pages = Math.ceil(own.total / perPage);
  return (
    <section className="to-deliver" aria-labelledby="to-deliver">
      <h2 id="to-deliver">To deliver</h2>
      <p className="muted">{summary(own.counts)}</p>
      <fieldset className="chips" aria-label="Sold tickets by what is to do">
        {queues.map(({ queue: each, label }) => (
          <button
            key={each}
            type="button"
            className={each === queue ? 'chip chip-on' : 'chip'}
            aria-pressed={each === queue}
            onClick={() => {
              setQueue(each);
              setPage(1);
            }}
          >
            {label} <span className="n">{own.counts[each]}</span>
          </button>
        ))}
      </fieldset>
      {own.data.length === 0 ? (
        <p className="muted">{queues.find((each) => each.queue === queue)?.none}</p>
      ) : (
        <ul className="lots">
          {own.data.map((delivery) => (
            <ToDeliverCard key={`${delivery.id} ${delivery.version}`} delivery={delivery} changed={refresh} />
          ))}
        </ul>
      )}
      {pages > 1 && (
        <nav className="pages" aria-label="Pages of sold tickets">
          <button
            type="button"
            className="btn btn-line"
            disabled={page === 1}
            onClick={() => setPage(page - 1)}
          >
            Back
          </button>
          <span className="muted fig">
            Page {page} of {pages}
          </span>
          <button
            type="button"
            className="btn btn-line"
            disabled={page >= pages}
            onClick={() => setPage(page + 1)}
          >
            More
          </button>
        </nav>
      )}
    </section>
  );
}

const perPage = 25;

function summary({ toSend, problem }: OwnDeliveries['counts']): string {
  const parts = [
    toSend === 0 ? 'Nothing is to be sent' : `${counted(toSend, 'sale')} to send`,
    ...(problem > 0 ? [`${counted(problem, 'sale')} that the fan can’t accept or that failed`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function useOwnDeliveries(queue: Queue, page: number) {
  const [own, setOwn] = useState<OwnDeliveries | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const latest = useRef(0);
  const reload = useCallback(() => {
    latest.current += 1;
    const mine = latest.current;
    api.ownDeliveries(queue, page).then(
      (answer) => {
        if (mine !== latest.current) return;
        setOwn(answer);
        setFailed(false);
      },
      () => mine === latest.current && setFailed(true),
    );
  }, [queue, page]);
  useEffect(reload, [reload]);
  return { own, hasFailed, reload };
}
