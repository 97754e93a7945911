/** Renders a consignor's notifications as one email. */
import { DateTime } from 'luxon';
import { listingLabel, seatText } from '../listings/index.ts';
import type { ConsignorDigest, DigestLine } from './consignorDigest.ts';
import { type Email, escapeHtml, page } from './templates.ts';

interface Chapter {
  head: string;
  items: string[];
  after: string;
}

export function consignorEmail({ to, name, lines }: ConsignorDigest): Email {
  const chapters = [
    chapterOf(
      lines,
      'rejected',
      'Not put on sale',
      'Answer this email if something is wrong; we can look again.',
    ),
    chapterOf(
      lines,
      'returned',
      'Please look again',
      'Answer this email with what is missing, and we offer them again.',
    ),
    chapterOf(
      lines,
      'withdrawnSold',
      'Sold although you withdrew them',
      'A fan held these when you withdrew them, and may finish then. They stay sold, and you are paid for them.',
    ),
  ].filter(({ items }) => items.length > 0);
  const [only] = lines;
  const title =
    lines.length === 1 && only
      ? `${chapters[0]?.head}: ${labelOf(only)}`
      : `News of ${lines.length} of your listings`;
  const text = [
    title,
    '',
    `Hello ${name},`,
    ...chapters.flatMap(({ head, items, after }) => [
      '',
      `${head}:`,
      ...items.map((item) => `- ${item}`),
      after,
    ]),
  ].join('\n');
  const html = chapters
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

function chapterOf(
  lines: readonly DigestLine[],
  kind: DigestLine['kind'],
  head: string,
  after: string,
): Chapter {
  return { head, after, items: lines.filter((line) => line.kind === kind).map(itemOf) };
}

const labelOf = (line: DigestLine) => listingLabel({ ...line, quantity: line.seats.length || 1 });

function itemOf(line: DigestLine): string {
  if (line.kind !== 'withdrawnSold') return `${place(line)}: ${line.facts.reason ?? 'no reason was given'}`;
  const { withdrawnAt, heldSince, paidAt, seats, quantity } = line.facts;
  const time = (iso: string) =>
    DateTime.fromISO(iso, { zone: line.timeZone }).toFormat('d LLL yyyy, h:mm:ss a ZZZZ');
  const sold =
    seats.length > 0
      ? `${seats.length === 1 ? 'seat' : 'seats'} ${seatText(seats)}`
      : `${quantity} ${quantity === 1 ? 'ticket' : 'tickets'}`;
  return `${place(line)}: ${sold} sold. Withdrawn ${time(withdrawnAt)}; held by the fan since ${time(heldSince)}; paid ${time(paidAt)}.`;
}

function place({ eventName, section, row, seats, ticketType }: DigestLine): string {
  return section === null
    ? `${eventName}, ${ticketType}`
    : `${eventName}, section ${section}, row ${row}, seats ${seatText(seats)}`;
}
