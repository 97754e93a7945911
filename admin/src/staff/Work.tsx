import type { OpenWork } from '@holdfast/shared/accounts';
import { Link } from 'react-router';
import { plural } from '../ui/figures.tsx';

/** What somebody looks after and is still open. */
export function Work({ work, personId }: { work: OpenWork; personId: string }) {
  const parts = partsOf(work, personId);
  return (
    <section className="sec">
      <h2>
        Looks after <small>what is open and theirs</small>
      </h2>
      {parts.length === 0 ? (
        <p className="mut">Nothing now.</p>
      ) : (
        <ul className="staff-work">
          {parts.map(({ text, to }) => (
            <li key={text}>
              <Link to={to}>{text}</Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What would be handed over, in one sentence; null: nothing. */
export function workText(work: OpenWork): string | null {
  const texts = partsOf(work, '').map(({ text }) => text);
  return texts.length === 0 ? null : texts.join(', ').replace(/, ([^,]+)$/, ' and $1');
}

function partsOf(
  { listings, imports, deliveries, feedEntries, priceRules, cases }: OpenWork,
  personId: string,
) {
  return [
    { n: listings, text: plural(listings, 'listing'), to: `/listings?state=all&owner=${personId}` },
    { n: imports, text: plural(imports, 'import'), to: `/imports?owner=${personId}` },
    {
      n: deliveries,
      text: plural(deliveries, 'delivery', 'deliveries'),
      to: `/deliveries?queue=all&owner=${personId}`,
    },
    {
      n: feedEntries,
      text: plural(feedEntries, 'event to match', 'events to match'),
      to: `/matching?owner=${personId}`,
    },
    { n: cases, text: plural(cases, 'case'), to: `/cases?view=all&owner=${personId}` },
    { n: priceRules, text: plural(priceRules, 'daily price rule'), to: '/price-rules' },
  ].filter(({ n }) => n > 0);
}
