/** The case at a moment of its past, as the server replays it from the logs: the fan's page, the seats, what went back. */
import type { CaseThen } from '@holdfast/shared/support';
import { useQuery } from '@tanstack/react-query';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { amountOf, plural } from '../ui/figures.tsx';
import { StateMark } from '../ui/StateMark.tsx';

/** @param at ISO instant; null: now, and nothing is asked */
export function useCaseThen(reservationId: string, at: string | null) {
  return useQuery({
    queryKey: ['caseThen', reservationId, at],
    queryFn: () =>
      call<CaseThen>(`/admin/reservations/${reservationId}/then?at=${encodeURIComponent(at ?? '')}`),
    enabled: at !== null,
    // What is past stays so.
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** What stands beside the machines: the rest of the case as it was. */
export function CasePast({ past }: { past: ReturnType<typeof useCaseThen> }) {
  const { data, error, refetch } = past;
  if (error) return <ErrorMessage what="The past couldn’t be read." error={error} retry={refetch} />;
  if (!data) return <p className="mut">Replaying the logs…</p>;
  const deliveries = data.actors.filter(({ type }) => type === 'delivery');
  return (
    <>
      <section className="fan-then">
        <h3 className="sub">
          What the fan’s page said <small>{data.page.page === 'order' ? 'order' : 'checkout'}</small>
        </h3>
        <blockquote>
          <span className="mut">{data.page.label}</span>
          <b>{data.page.title}</b>
          {data.page.text && <span>{data.page.text}</span>}
        </blockquote>
      </section>
      {data.seats.map((listing) => (
        <SeatsThen key={listing.listingId} listing={listing} />
      ))}
      <GoneBack money={data.money} />
      {deliveries.length > 0 && (
        <>
          <h3 className="sub">Delivery</h3>
          <p>
            {deliveries.map(({ id, state }) => (
              <StateMark key={id} kind="delivery" state={state} />
            ))}
          </p>
        </>
      )}
    </>
  );
}

function GoneBack({ money: { refunded, refunding, isWithheld } }: Pick<CaseThen, 'money'>) {
  const lines = [
    refunded.amount > 0 && `Refunded: ${amountOf(refunded.amount)} ${refunded.currency}`,
    refunding.amount > 0 && `On its way back: ${amountOf(refunding.amount)} ${refunding.currency}`,
    isWithheld && 'The bank holds money of it in a dispute',
  ].filter((line) => line !== false);
  if (lines.length === 0) return null;
  return (
    <>
      <h3 className="sub">Money that went back</h3>
      {lines.map((line) => (
        <p key={line}>{line}.</p>
      ))}
    </>
  );
}

type Listing = CaseThen['seats'][number];

const statusNames: Record<Listing['seats'][number]['status'], string> = {
  held: 'held',
  sold: 'sold',
  free: 'free',
  offSale: 'not on sale',
  unknown: 'not on sale now; since when, no log says',
};

/** Each seat of the listing; without seats the counts. */
function SeatsThen({ listing }: { listing: Listing }) {
  const { section, row, ticketType, seats, own, others, state } = listing;
  const place = section === null ? ticketType : `Section ${section}, row ${row}`;
  return (
    <section>
      <h3 className="sub">
        {place} <small>{state === null ? 'not there yet' : <StateMark kind="listing" state={state} />}</small>
      </h3>
      {seats.length === 0 ? (
        <p>
          This order: {countsText(own)}. Others: {countsText(others)}.
        </p>
      ) : (
        <ul className="seats-then">
          {seats.map(({ seat, status, isOwn }) => (
            <li key={seat} className={isOwn ? 'own' : status}>
              <b>{seat}</b> {isOwn ? `${statusNames[status]}, this order` : statusNames[status]}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function countsText({ held, sold }: { held: number; sold: number }): string {
  if (held + sold === 0) return 'none';
  return [held > 0 && `${plural(held, 'ticket')} held`, sold > 0 && `${plural(sold, 'ticket')} sold`]
    .filter(Boolean)
    .join(', ');
}
