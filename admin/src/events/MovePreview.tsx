/** What a move would hit, asked of the server before it is decided. */
import { type MovePreview, movePreviewQuery } from '@holdfast/shared/eventChanges';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { amountOf, countOf, plural } from '../ui/figures.tsx';
import { startOf } from '../ui/time.ts';

/** Nothing while the date is half typed. */
export function MoveEffects({
  eventId,
  localStart,
  venueId,
}: {
  eventId: string;
  localStart: unknown;
  venueId: unknown;
}) {
  const asked = movePreviewQuery.safeParse({ localStart, venueId });
  const { data, error } = useQuery({
    queryKey: ['movePreview', eventId, localStart, venueId],
    queryFn: () =>
      call<MovePreview>(
        `/admin/events/${eventId}/move-preview?${new URLSearchParams(asked.data as Record<string, string>)}`,
      ),
    enabled: asked.success,
    retry: false,
  });
  if (!asked.success) return null;
  if (error) return <p className="note warn">{error.message}</p>;
  if (!data) return null;
  return (
    <div role="status">
      <p className="note info">{effectsOf(data)}</p>
      {data.paused.length > 0 && <Paused preview={data} />}
    </div>
  );
}

/** A move in sentences: when and where, who hears of it, and what the fans may choose. */
export function effectsOf(preview: MovePreview): string {
  const { startsAt, timeZone, venue, isOtherVenue, choiceUntil, orders, holds, listings, refundable } =
    preview;
  const at = (instant: string) => startOf({ startsAt: instant, venue: { timeZone } });
  const told =
    orders === 0
      ? 'No order is paid.'
      : `${plural(orders, 'paid order')} ${orders === 1 ? 'gets an email' : 'get one email each'}`;
  return [
    `It starts ${at(startsAt)}${isOtherVenue ? ` at ${venue.name}, ${venue.city}` : ''}.`,
    orders === 0
      ? told
      : choiceUntil === null
        ? `${told}; the tickets stay good, and the settings give no refund choice.`
        : `${told}. Each fan may keep the tickets or have the money back until ${at(choiceUntil)}; silence keeps. At most ${amountOf(refundable.amount, refundable.currency)} ${refundable.currency} would go back.`,
    holds === 0 ? '' : `${plural(holds, 'hold')} ${holds === 1 ? 'ends' : 'end'}; nobody is charged.`,
    `${plural(listings, 'listing')} ${listings === 1 ? 'sells' : 'sell'} until the new start.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function Paused({ preview: { paused, pausedTotal, venue } }: { preview: MovePreview }) {
  return (
    <>
      <p className="note warn">
        {plural(pausedTotal, 'listing')} {pausedTotal === 1 ? 'is' : 'are'} paused for a person: {venue.name}{' '}
        isn’t known to have {pausedTotal === 1 ? 'its section' : 'their sections'}.
      </p>
      <ul className="move-paused">
        {paused.map(({ id, places, consignor, tickets }) => (
          <li key={id}>
            <Link to={`/listings/${id}/show`}>{places}</Link>, {consignor}, {countOf(tickets)} unsold
          </li>
        ))}
        {pausedTotal > paused.length && (
          <li className="mut">and {countOf(pausedTotal - paused.length)} more</li>
        )}
      </ul>
    </>
  );
}
