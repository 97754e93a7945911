import type { Consignor } from '@holdfast/shared/consignors';
import { marketplaceZone } from '@holdfast/shared/time';
import { useGetOne } from 'react-admin';
import { addDays, todayIn } from '../ui/dates/presets.ts';
import { PeriodFilter } from '../ui/PeriodFilter.tsx';
import { SearchFilter } from '../ui/SearchFilter.tsx';
import { namedSorts, type Question, sortNames } from './statisticsQuery.ts';

type Change = (changes: Record<string, string | null>) => void;

const dayBefore = (days: number) => addDays(todayIn(new Date(), marketplaceZone), -days);
const periods = [
  { name: '30 days', days: 29 },
  { name: '12 months', days: 364 },
] as const;
const headings: Record<string, string> = {
  eventId: 'Event',
  consignorId: 'Consignor',
  teamId: 'Team',
  venueId: 'Venue',
  ticketType: 'Type',
  league: 'League',
};

/** Period, search, filter chips and order. */
export function FilterLine({
  question,
  currencies,
  change,
}: {
  question: Question;
  currencies: readonly string[];
  change: Change;
}) {
  const { filter, sort, order } = question;
  const chips = Object.keys(headings).filter((name) => filter[name]);
  const [descending, ascending] = sortNames[sort];
  return (
    <div className="chips">
      <PeriodFilter from={filter.from} until={filter.until} change={change} width={124} />
      {periods.map(({ name, days }) => (
        <button
          key={name}
          type="button"
          className="link"
          onClick={() => change({ from: dayBefore(days), until: dayBefore(0) })}
        >
          {name}
        </button>
      ))}
      {(filter.from || filter.until) && (
        <button type="button" className="link" onClick={() => change({ from: null, until: null })}>
          All time
        </button>
      )}
      <SearchFilter
        label="Filter by words of an event"
        placeholder="Team, city, ground"
        value={filter.q ?? ''}
        onChange={(words) => change({ q: words })}
      />
      {currencies.length > 1 && (
        <label className="filter">
          Currency
          <select value={question.currency} onChange={(event) => change({ currency: event.target.value })}>
            {currencies.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </select>
        </label>
      )}
      {chips.map((name) => (
        <Chip key={name} name={name} value={filter[name] ?? ''} drop={() => change({ [name]: null })} />
      ))}
      <div className="in-words">
        {namedSorts.some((each) => each === sort) || <b>{order === 'desc' ? descending : ascending}</b>}
        {namedSorts.map((each) => {
          const words = sortNames[each][each === sort && order === 'asc' ? 1 : 0];
          return each === sort ? (
            <b key={each}>{words}</b>
          ) : (
            <button
              key={each}
              type="button"
              className="link"
              onClick={() => change({ sort: each, order: null })}
            >
              {words.replace(' first', '')}
            </button>
          );
        })}
      </div>
    </div>
  );
}

function Chip({ name, value, drop }: { name: string; value: string; drop: () => void }) {
  const isEvent = name === 'eventId';
  const isConsignor = name === 'consignorId';
  const { data: event } = useGetOne<{ id: string; name: string }>(
    'events',
    { id: value },
    { enabled: isEvent },
  );
  const { data: consignor } = useGetOne<Consignor>('consignors', { id: value }, { enabled: isConsignor });
  const known = isEvent ? event?.name : isConsignor ? consignor?.name : undefined;
  return (
    <span className="chip">
      <em>{headings[name]}</em> {known ?? (value === 'own' ? 'the marketplace’s own' : value)}
      <button type="button" aria-label={`Without this filter: ${headings[name]}`} onClick={drop}>
        ×
      </button>
    </span>
  );
}
