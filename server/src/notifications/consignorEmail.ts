/** A consignor's notifications as one email. */
import {
  defineEmail,
  type FindLatest,
  flag,
  type Letter,
  list,
  registered,
  requiredText,
  text,
} from '../emailTemplates/index.ts';
import { listingLabel } from '../listings/index.ts';
import { queryPrepared } from '../platform/db/index.ts';
import { type ConsignorDigest, type DigestLine, listingFacts } from './consignorDigest.ts';
import { chapters, foldPrices, itemOf } from './consignorLines.ts';

/** Lines of one chapter: a run over thousands of listings is still an email that can be read. */
const mostLines = 200;

const news = defineEmail({
  key: 'consignor.news',
  kind: 'consignorNews',
  name: 'News of your listings',
  to: 'consignor',
  when: 'Something happened to a consignor’s listings: gathered for two minutes, in one email.',
  placeholders: {
    name: text('The consignor’s name', 'Ridgeline Tickets'),
    title: requiredText('What happened, in a few words', 'News of 2 of your listings'),
    isOne: flag('Whether it is about one listing alone'),
    lines: list(
      'What happened, in order: a heading begins what belongs together, and a last sentence ends it',
      {
        heading: text('The heading of what follows; empty within it', 'Now on sale'),
        line: requiredText(
          'What happened to one listing',
          'Denver Peaks vs. Portland Pilots, section 112, row F, seats 7–8: at $126.50 each',
        ),
        ending: text('What to do or to know; empty unless it is the last of them', 'Fans see them now.'),
      },
      [
        {
          heading: 'Please look again',
          line: 'Denver Peaks vs. Portland Pilots, section 140, row B, seats 3–4: Which seats?',
          ending: 'Answer this email with what is missing, and we offer them again.',
        },
        {
          heading: 'Now on sale',
          line: 'Denver Peaks vs. Portland Pilots, section 112, row F, seats 7–8: at $126.50 each',
          ending: 'Fans see them now.',
        },
      ],
    ),
  },
  subject: '{{title}}',
  text: `
Hello {{name}},

{{#lines}}
{{#heading}}

## {{heading}}
{{/heading}}
- {{line}}
{{#ending}}
{{ending}}
{{/ending}}
{{/lines}}
`,
});

export function consignorEmail({ to, name, lines: happened }: ConsignorDigest): Letter {
  const lines = foldPrices(happened);
  const told = chapters
    .map(({ kinds, head, after }) => ({
      head,
      after,
      items: itemsOf(lines.filter(({ kind }) => kinds.includes(kind))),
    }))
    .filter(({ items }) => items.length > 0);
  const [only] = lines;
  return news.letter(to, {
    name,
    title: lines.length === 1 && only ? `${told[0]?.head}: ${labelOf(only)}` : titleOfMany(lines),
    isOne: lines.length === 1,
    lines: told.flatMap(({ head, after, items }) =>
      items.map((line, at) => ({
        heading: at === 0 ? head : null,
        line,
        ending: at === items.length - 1 ? after : null,
      })),
    ),
  });
}

function itemsOf(lines: readonly DigestLine[]): string[] {
  const more = lines.length - mostLines;
  const items = lines.slice(0, mostLines).map(itemOf);
  return more > 0 ? [...items, `and ${more.toLocaleString('en-US')} more, which your own page lists`] : items;
}

/** Several things that happened to one listing are news of it alone. */
function titleOfMany(lines: readonly DigestLine[]): string {
  const listings = new Set(lines.map(({ listingId }) => listingId)).size;
  return listings === 1 && lines[0]
    ? `News of your listing: ${labelOf(lines[0])}`
    : `News of ${listings.toLocaleString('en-US')} of your listings`;
}

const labelOf = (line: DigestLine) => listingLabel({ ...line, quantity: line.seats.length || 1 });

/** The newest listing on sale, as if it had just been approved. */
const ofLatestListing: FindLatest = async (trx) => {
  const [row] = await queryPrepared<{
    id: string;
    consignor_id: string;
    price_amount: number;
    currency: string;
    name: string;
  }>(
    trx,
    `SELECT l.id, l.consignor_id, l.price_amount, l.currency, c.name FROM listings_offered l JOIN consignors_named c ON c.id = l.consignor_id
     WHERE l.state = 'live' ORDER BY l.id DESC LIMIT 1`,
    [],
  );
  const facts = row && (await listingFacts(trx, [row.id], row.consignor_id)).get(row.id);
  if (!row || !facts) return null;
  const approved = {
    kind: 'approved',
    facts: { price: { amount: row.price_amount, currency: row.currency } },
    ...{ cause: row.id, listingId: row.id, at: new Date().toISOString() },
    ...facts,
  } as DigestLine;
  return consignorEmail({ to: '', name: row.name, lines: [approved] });
};

export const consignorEmails = [registered(news, ofLatestListing)];
