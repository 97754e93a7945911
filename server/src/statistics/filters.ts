/** A statistics query's filters as SQL; null for those not given. */
import type { SoldTicketsQuery, StatisticsDate, StatisticsFilter } from '@holdfast/shared/stats';

/** The column of a summary `s` that decides whether a row is in the period; an event's own day is a column of the event. */
export const dayOfRow: Record<StatisticsDate, string | null> = {
  sale: 's.sale_day',
  payment: 's.payment_day',
  event: null,
};

/** Parameters $1 to $10, the same for every question. */
export function parametersOf(filter: StatisticsFilter | SoldTicketsQuery): unknown[] {
  const words = filter.q
    ?.toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`);
  return [
    filter.currency,
    filter.from ?? null,
    filter.until ?? null,
    filter.eventId ?? null,
    filter.teamId ?? null,
    filter.venueId ?? null,
    filter.league ?? null,
    words?.length ? words : null,
    filter.consignorId ?? null,
    filter.ticketType ?? null,
  ];
}

/** Events `e` that the filter speaks of. */
export function ofEvents(countedBy: StatisticsDate): string {
  const inPeriod =
    countedBy === 'event'
      ? '($2::date IS NULL OR e.local_date >= $2) AND ($3::date IS NULL OR e.local_date <= $3)'
      : '($2::date IS NULL OR $3::date IS NULL OR true)';
  return `${inPeriod} AND ($4::text IS NULL OR e.id = $4) AND ($5::text IS NULL OR e.home_id = $5) AND ($6::text IS NULL OR e.venue_id = $6)
    AND ($7::text IS NULL OR e.league = (SELECT catalog_league_of($7)) OR ($7 = 'own' AND e.kind = 'own')) AND ($8::text[] IS NULL OR e.search LIKE ALL ($8))`;
}

/** Whether the filter leaves out any event: the rows of a summary needn't be asked otherwise. */
export function narrowsEvents({
  countedBy,
  from,
  until,
  eventId,
  teamId,
  venueId,
  league,
  q,
}: StatisticsFilter): boolean {
  const byOwnDay = countedBy === 'event' && (from !== undefined || until !== undefined);
  return (
    byOwnDay || [eventId, teamId, venueId, league, q].some((asked) => asked !== undefined && asked !== '')
  );
}

/** Rows `s` of a summary that the filter speaks of. @param isByListing whether it has consignors and types */
export function ofRows(filter: StatisticsFilter, isByListing: boolean): string {
  const dayColumn = dayOfRow[filter.countedBy];
  const parts = ['s.currency = $1'];
  if (dayColumn !== null)
    parts.push(`($2::date IS NULL OR ${dayColumn} >= $2)`, `($3::date IS NULL OR ${dayColumn} <= $3)`);
  parts.push(
    isByListing
      ? '($9::text IS NULL OR s.consignor_id = $9) AND ($10::text IS NULL OR s.ticket_type = $10)'
      : '($9::text IS NULL AND $10::text IS NULL)',
  );
  parts.push('($4::text IS NULL OR s.event_id = $4)');
  if (narrowsEvents(filter)) parts.push('s.event_id IN (SELECT c.id FROM chosen c)');
  return parts.join(' AND ');
}

export const chosenEvents = (countedBy: StatisticsDate) =>
  `chosen AS MATERIALIZED (SELECT e.id, e.name, e.local_date, e.home_id, e.away_id, e.venue_id FROM catalog_calendar e WHERE ${ofEvents(countedBy)})`;

/** Whether only the summary by listing has what the filter names. */
export const needsListingCounts = ({ consignorId, ticketType }: StatisticsFilter) =>
  consignorId !== undefined || ticketType !== undefined;
