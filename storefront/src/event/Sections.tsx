import type { CatalogEvent } from '@holdfast/shared/catalog';
import { useEffect, useState } from 'react';
import { moneyText } from '../ui/money.ts';
import type { Level } from './map/geometry.ts';
import { useMap } from './map/useMap.ts';
import type { SectionPrice } from './sorting.ts';

interface Props {
  event: CatalogEvent;
  quantity: number;
  sections: SectionPrice[];
  chosen: string | null;
  choose(section: string | null): void;
  /** The fifth of the sections by price that alone is shown; null: all. */
  step: number | null;
  chooseStep(step: number | null): void;
  /** Opened on a screen that has no room for it beside the listings. */
  isOpened: boolean;
}

/**
 * Sections with free seats in the chosen number, on a map of the venue, and as a list with all that the map says; as a list
 * alone where nobody has entered the venue's sections. On a phone it is opened by the button above the listings.
 */
export function Sections({ event, quantity, sections, chosen, choose, step, chooseStep, isOpened }: Props) {
  const [isList, setList] = useState(false);
  const isBroad = useIsBroad();
  const map = useMap(event.venue.slug, isBroad || isOpened);
  if (sections.length === 0) return null;
  const shown = isOpened ? '' : ' only-broad';
  if (map === undefined) return <div className={`map-side flat-block tall${shown}`} aria-hidden="true" />;
  return (
    <section className={`map map-side${shown}`} aria-labelledby="sections" id="section-map">
      <div className="map-top">
        <h2 id="sections">Sections with {quantity === 1 ? 'a free seat' : `${quantity} together`}</h2>
        <span className="acts">
          {(chosen !== null || step !== null) && (
            <button
              type="button"
              className="chip chip-on"
              onClick={() => {
                choose(null);
                chooseStep(null);
              }}
            >
              {chosen !== null ? `Section ${chosen}` : 'This price'}: show all again
            </button>
          )}
          {map && (
            <button type="button" className="chip" onClick={() => setList(!isList)}>
              {isList ? 'Show the map instead' : 'List sections instead'}
            </button>
          )}
        </span>
      </div>
      {map && !isList ? (
        <map.Panel
          venue={event.venue.name}
          levels={map.levels}
          {...{ quantity, sections, step, chosen, choose, chooseStep }}
        />
      ) : (
        <SectionList venue={event.venue.name} levels={map?.levels ?? []} {...{ sections, chosen, choose }} />
      )}
    </section>
  );
}

interface ListProps extends Pick<Props, 'sections' | 'chosen' | 'choose'> {
  venue: string;
  levels: readonly Level[];
}

function SectionList({ venue, levels, sections, chosen, choose }: ListProps) {
  return (
    <>
      {tiers(sections, levels).map(({ name, members }) => (
        <div className="tier" key={name}>
          <h3 className="label">{name}</h3>
          <ul className="tiles">
            {members.map(({ section, lowest, step }) => (
              <li key={section}>
                <button
                  type="button"
                  className={`tile tile-${step}`}
                  aria-pressed={section === chosen}
                  onClick={() => choose(section === chosen ? null : section)}
                >
                  <span className="vh">Section </span>
                  <b>{section}</b>
                  <span className="vh"> from </span>
                  <span className="fig">
                    {moneyText({ ...lowest, amount: Math.round(lowest.amount / 100) * 100 }).replace(
                      /\.00$/,
                      '',
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p className="map-foot">
        {venue}. The more the color stands out from the page, the higher the price: lowest all-in price for
        one, rounded.
      </p>
    </>
  );
}

/** Whether the screen has room for the map beside the listings: a phone fetches it when somebody opens it. */
function useIsBroad(): boolean {
  const [isBroad, setBroad] = useState(false);
  useEffect(() => {
    const screen = matchMedia('(min-width: 62.01rem)');
    const follow = () => setBroad(screen.matches);
    follow();
    screen.addEventListener('change', follow);
    return () => screen.removeEventListener('change', follow);
  }, []);
  return isBroad;
}

/** Groups sections by the venue's levels, and the others by hundreds, as venues number levels; names without a number are one group. */
function tiers(
  sections: readonly SectionPrice[],
  levels: readonly Level[],
): { name: string; members: SectionPrice[] }[] {
  const levelOf = new Map(levels.flatMap(({ name, sections: own }) => own.map((section) => [section, name])));
  const groups = new Map<string, SectionPrice[]>(levels.map(({ name }) => [name, []]));
  for (const each of sections) {
    const name = levelOf.get(each.section) ?? hundred(each.section);
    groups.set(name, [...(groups.get(name) ?? []), each]);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([name, members]) => ({ name, members }));
}

function hundred(section: string): string {
  if (!/^\d+$/.test(section)) return 'Named sections';
  const number = Math.floor(Number(section) / 100);
  return number === 0 ? 'Sections under 100' : `Sections ${number}00 to ${number}99`;
}
