import { useEffect, useRef } from 'react';
import { formAddress } from '../router/links.ts';
import { useNavigation } from '../router/navigation.ts';
import { counted, leagueTitle, type NamedLeague } from '../ui/text.ts';
import { monthName } from '../ui/time.ts';
import type { Games } from './loadGames.ts';
import { Near } from './Near.tsx';
import { addressOf, atMostText, monthRange, readSearch, type Search, weekdayNames } from './search.ts';

/** Numbers that are offered; an address may ask for more. */
const mostOffered = 8;

/**
 * The filters as a GET form. With scripts each change applies at once; without scripts the button applies
 * them.
 */
export function Filters({ data }: { data: Games }) {
  const { navigate } = useNavigation();
  const { search, facets, teamName } = data;
  const form = useRef<HTMLFormElement>(null);
  // While a list loads the fields keep the visitor's input; then they show the loaded search.
  useEffect(() => {
    if (form.current) fillIn(form.current, search);
  }, [search]);
  const teams = facets.performers.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const cities = facets.cities.toSorted((a, b) => a.value.localeCompare(b.value, 'en'));
  return (
    <form
      ref={form}
      className="filters"
      id="filters"
      action="/games"
      aria-label="Filters"
      onChange={(event) => {
        // Dates are typed part by part: apply them when the field loses focus.
        if ((event.target as HTMLElement).matches('input[type=date]')) return;
        navigate(filteredAddress(event.currentTarget), { stay: true });
      }}
      onBlur={(event) => {
        const address = filteredAddress(event.currentTarget);
        if (event.target.matches('input[type=date]') && address !== addressOf(search))
          navigate(address, { stay: true });
      }}
    >
      {search.q !== null && <input type="hidden" name="q" value={search.q} />}
      <fieldset>
        <legend>Day</legend>
        <div className="days">
          {weekdayNames.map((name, i) => (
            <label key={name}>
              <input
                type="checkbox"
                name="weekday"
                value={i + 1}
                aria-label={`${name}s, ${facets.weekdays.find(({ value }) => value === i + 1)?.count ?? 0} events`}
                defaultChecked={search.weekdays.includes(i + 1)}
              />
              <span aria-hidden="true">{name.slice(0, 2)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>League</legend>
        <Choice name="league" value="" chosen={search.league} label="All" />
        {facets.leagues.map((league) => (
          <Choice
            key={league.value}
            name="league"
            value={league.value}
            chosen={search.league}
            label={league.value === 'own' ? leagueTitle(league) : withCode(league)}
            count={league.count}
          />
        ))}
        {search.league !== null && !facets.leagues.some(({ value }) => value === search.league) && (
          <Choice
            name="league"
            value={search.league}
            chosen={search.league}
            label={search.league}
            count={0}
          />
        )}
      </fieldset>
      <label className="field">
        <span className="lab">Team</span>
        <select className="input" name="performer" defaultValue={search.performer ?? ''}>
          <option value="">Any team</option>
          {search.performer !== null && !teams.some(({ slug }) => slug === search.performer) && (
            <option value={search.performer}>{teamName} (0)</option>
          )}
          {teams.map(({ slug, name, count }) => (
            <option key={slug} value={slug}>
              {name} ({count})
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="lab">City</span>
        <select className="input" name="city" defaultValue={search.city ?? ''}>
          <option value="">Any city</option>
          {withChosen(cities, search.city).map(({ value, count }) => (
            <option key={value} value={value}>
              {value} ({count})
            </option>
          ))}
        </select>
      </label>
      <Near data={data} />
      <fieldset key={`${search.from} ${search.to}`}>
        <legend>Dates</legend>
        <div className="chips months">
          {facets.months.map(({ value, count }) => {
            const range = monthRange(value);
            const isOn = range.from === search.from && range.to === search.to;
            return (
              <a
                key={value}
                className={isOn ? 'chip chip-on' : 'chip'}
                aria-current={isOn ? 'true' : undefined}
                href={addressOf({ ...search, ...(isOn ? { from: null, to: null } : range), page: 1 })}
              >
                {monthName(value).replace(/ \d+$/, '')} <span className="n">{count}</span>
              </a>
            );
          })}
        </div>
        <div className="pair">
          <label className="field">
            <span className="hint">From</span>
            <input className="input" type="date" name="from" defaultValue={search.from ?? ''} />
          </label>
          <label className="field">
            <span className="hint">To</span>
            <input className="input" type="date" name="to" defaultValue={search.to ?? ''} />
          </label>
        </div>
      </fieldset>
      <label className="field">
        <span className="lab">How many together</span>
        <select className="input" name="quantity" defaultValue={search.quantity ?? ''}>
          <option value="">Any number</option>
          {withNumber(facets.quantities, search.quantity)
            .filter(({ value }) => value <= mostOffered || value === search.quantity)
            .map(({ value, count }) => (
              <option key={value} value={value}>
                {value} ({count})
              </option>
            ))}
        </select>
      </label>
      <label className="field">
        <span className="lab">Price each, all fees in</span>
        <select className="input" name="maxPrice" defaultValue={search.maxPrice ?? ''}>
          <option value="">Any price</option>
          {withNumber(dearer(facets.prices), search.maxPrice).map(({ value, count }) => (
            <option key={value} value={value}>
              {atMostText(value, data.currency).replace(/^u(.*) each$/, 'U$1')} ({count})
            </option>
          ))}
        </select>
      </label>
      <label className="check">
        <input type="checkbox" name="onSale" value="true" defaultChecked={search.onSale} />
        Only with tickets on sale now
      </label>
      <label className="field">
        <span className="lab">Sort by</span>
        <select className="input" name="sort" defaultValue={search.sort}>
          <option value="startsAt">Date</option>
          <option value="fromPrice">Lowest price</option>
        </select>
      </label>
      <label htmlFor="show-filters" className="btn btn-go btn-wide only-narrow show-games">
        Show {counted(data.total, 'event')}
      </label>
      <noscript>
        <button type="submit" className="btn btn-quiet btn-wide">
          Find events
        </button>
      </noscript>
    </form>
  );
}

/** The address that the form stands for, in normal form, so that each step of the history is another search. */
function filteredAddress(form: HTMLFormElement): string {
  return addressOf(readSearch(new URL(formAddress(form), location.href).searchParams));
}

function fillIn(form: HTMLFormElement, search: Search): void {
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) {
      field.value = String(
        search[field.name as 'performer' | 'city' | 'quantity' | 'maxPrice' | 'near' | 'within' | 'sort'] ??
          '',
      );
    } else if (field instanceof HTMLInputElement && field.name === 'weekday') {
      field.checked = search.weekdays.includes(Number(field.value));
    } else if (field instanceof HTMLInputElement && field.name === 'league') {
      field.checked = field.value === (search.league ?? '');
    } else if (field instanceof HTMLInputElement && field.name === 'onSale') {
      field.checked = search.onSale;
    }
  }
}

interface Facet {
  value: string;
  count: number;
}
interface NumberFacet {
  value: number;
  count: number;
}

/** Keeps the chosen value in the list, even when it has no games. */
function withChosen(facets: Facet[], chosen: string | null): Facet[] {
  if (chosen === null || facets.some(({ value }) => value === chosen)) return facets;
  return [...facets, { value: chosen, count: 0 }];
}

/** Without the prices that show nothing more than the one before. */
const dearer = (prices: NumberFacet[]): NumberFacet[] =>
  prices.filter(({ count }, place) => count > (prices[place - 1]?.count ?? 0));

/** The same for numbers, in their order. */
const withNumber = (facets: NumberFacet[], chosen: number | null): NumberFacet[] =>
  chosen === null || facets.some(({ value }) => value === chosen)
    ? facets
    : [...facets, { value: chosen, count: 0 }].sort((a, b) => a.value - b.value);

/** `Football, NFL`; a code that is the whole name stands once. */
const withCode = (league: NamedLeague): string =>
  [...new Set([leagueTitle(league), league.value])].join(', ');

function Choice({
  name,
  value,
  chosen,
  label,
  count,
}: {
  name: string;
  value: string;
  chosen: string | null;
  label: string;
  count?: number;
}) {
  return (
    <label className="check">
      <input type="radio" name={name} value={value} defaultChecked={(chosen ?? '') === value} />
      {label}
      {count !== undefined && <span className="n">{count}</span>}
    </label>
  );
}
