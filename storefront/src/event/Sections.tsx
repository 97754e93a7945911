import { moneyText } from '../ui/money.ts';
import type { SectionPrice } from './sorting.ts';

interface Props {
  venue: string;
  quantity: number;
  sections: SectionPrice[];
  chosen: string | null;
  choose(section: string | null): void;
}

/**
 * Sections with free seats, by hundreds, colored by price. It is a list rather than a map because we have no
 * plan of the venue.
 */
export function Sections({ venue, quantity, sections, chosen, choose }: Props) {
  if (sections.length === 0) return null;
  return (
    <section className="map map-side only-broad" aria-labelledby="sections">
      <div className="map-top">
        <h2 id="sections">Sections with {quantity === 1 ? 'a free seat' : `${quantity} together`}</h2>
        {chosen !== null && (
          <button type="button" className="chip chip-on" onClick={() => choose(null)}>
            Section {chosen}: show all again
          </button>
        )}
      </div>
      {tiers(sections).map(({ name, members }) => (
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
        one, rounded. Not a plan of the venue.
      </p>
    </section>
  );
}

/** Groups sections by hundreds, as venues number their levels; names without a number are one group. */
function tiers(sections: SectionPrice[]): { name: string; members: SectionPrice[] }[] {
  const byHundred = new Map<string, SectionPrice[]>();
  for (const each of sections) {
    const number = /^\d+$/.test(each.section) ? Math.floor(Number(each.section) / 100) : null;
    const name =
      number === null
        ? 'Named sections'
        : number === 0
          ? 'Sections under 100'
          : `Sections ${number}00 to ${number}99`;
    byHundred.set(name, [...(byHundred.get(name) ?? []), each]);
  }
  return [...byHundred].map(([name, members]) => ({ name, members }));
}
