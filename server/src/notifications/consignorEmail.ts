/** Renders a consignor's notifications as one email. */
import { listingLabel } from '../listings/index.ts';
import { escapeHtml } from '../platform/escapeHtml.ts';
import type { ConsignorDigest, DigestLine } from './consignorDigest.ts';
import { chapters, foldPrices, itemOf } from './consignorLines.ts';
import { type Email, page } from './templates.ts';

/** Lines of one chapter: a run over thousands of listings is still an email that can be read. */
const mostLines = 200;

export function consignorEmail({ to, name, lines: happened }: ConsignorDigest): Email {
  const lines = foldPrices(happened);
  const told = chapters
    .map(({ kinds, head, after }) => ({
      head,
      after,
      items: itemsOf(lines.filter(({ kind }) => kinds.includes(kind))),
    }))
    .filter(({ items }) => items.length > 0);
  const [only] = lines;
  const title = lines.length === 1 && only ? `${told[0]?.head}: ${labelOf(only)}` : titleOfMany(lines);
  const text = [
    title,
    '',
    `Hello ${name},`,
    ...told.flatMap(({ head, items, after }) => ['', `${head}:`, ...items.map((item) => `- ${item}`), after]),
  ].join('\n');
  const html = told
    .map(
      ({ head, items, after }) => `<h2 style="margin:18px 0 8px;font-size:18px">${escapeHtml(head)}</h2>
<ul style="margin:0 0 10px;padding-left:20px">${items.map((item) => `<li style="margin:0 0 6px">${escapeHtml(item)}</li>`).join('')}</ul>
<p style="margin:0 0 14px">${escapeHtml(after)}</p>`,
    )
    .join('\n');
  return {
    kind: 'consignorNews',
    to,
    subject: title,
    text,
    html: page(title, [escapeHtml(`Hello ${name},`)], html),
  };
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
