/**
 * Renders a template with values. Mustache is logic-less: a text can name placeholders, leave parts out and repeat rows, and run
 * nothing. Values are kept out of the text while its marks are read, so that no value becomes a link or a heading.
 */
import Mustache from 'mustache';
import { escapeHtml } from '../platform/escapeHtml.ts';
import { blocksOf, linkMark, type Run } from './blocks.ts';
import { blocksHtml } from './layout.ts';
import type { Placeholder, Placeholders } from './placeholders.ts';
import type { TemplateSource } from './template.ts';

/** A value that waits outside of the text. */
interface Kept {
  name: string;
  type: 'text' | 'link' | 'code';
  value: string;
}

/** Between these two characters, which nobody types, stands the number of a kept value. */
const [open, close] = ['\uE010', '\uE011'];
const place = new RegExp(`${open}(\\d+)${close}`, 'g');
const marksOfPlaces = new RegExp(`[${open}${close}]`, 'g');

/** Mustache without its cache, which never forgets a text: previews render one at each key that is pressed. */
export const writer = Object.assign(new Mustache.Writer(), { templateCache: undefined });

/** Web and mail addresses alone: nothing that runs. */
export const isAddress = (url: string): boolean => /^(https?:\/\/|mailto:)\S+$/i.test(url);

/** A subject or text with its values; what it says in text and HTML, and which placeholders it used. */
interface Written {
  text: string;
  html: string;
  used: ReadonlySet<string>;
  /** Placeholders that had a value. */
  given: ReadonlySet<string>;
}

/** @throws Error naming what is wrong with the text */
export function renderSource(
  source: TemplateSource,
  placeholders: Placeholders,
  values: Readonly<Record<string, unknown>>,
): { subject: string; body: Written; used: ReadonlySet<string>; given: ReadonlySet<string> } {
  const subject = write(source.subject, placeholders, values);
  const body = write(source.text, placeholders, values);
  const line = subject.text.replace(/\s+/g, ' ').trim();
  if (line === '') throw new Error('the subject is empty');
  if (body.text === '') throw new Error('the text is empty');
  return { subject: line, body, used: new Set([...subject.used, ...body.used]), given: body.given };
}

function write(
  source: string,
  placeholders: Placeholders,
  values: Readonly<Record<string, unknown>>,
): Written {
  const kept: Kept[] = [];
  const view = viewOf(placeholders, values, kept);
  const filled = writer.render(source.replaceAll(marksOfPlaces, ''), view, undefined, { escape: String });
  const [used, given] = [new Set<string>(), new Set(kept.map(({ name }) => name))];
  const blocks = blocksOf(filled);
  const valueAt = (digits: string): Kept => {
    const found = kept[Number(digits)] as Kept;
    used.add(found.name);
    return found;
  };
  const asText = (line: string) => line.replaceAll(place, (_, digits: string) => valueAt(digits).value);
  const text = blocks
    .map((runs) =>
      runs
        .flatMap(({ kind, lines }) => lines.map((line) => plainLine(kind, line)))
        .map((line) => asText(line.replaceAll(linkMark, '$1: $2')))
        .join('\n'),
    )
    .join('\n\n');
  return { text, html: blocksHtml(blocks, (line) => inlineHtml(line, valueAt)), used, given };
}

function plainLine(kind: Run['kind'], line: string): string {
  if (kind === 'list') return `- ${line}`;
  return kind === 'head' && !/[.:!?]$/.test(line) ? `${line}:` : line;
}

/** Of its own names alone: no prototype is behind it. */
function viewOf(
  placeholders: Placeholders,
  values: Readonly<Record<string, unknown>>,
  kept: Kept[],
): Record<string, unknown> {
  const view: Record<string, unknown> = Object.create(null);
  for (const [name, placeholder] of Object.entries(placeholders))
    view[name] = viewValue(name, placeholder, values[name], kept);
  return view;
}

function viewValue(name: string, placeholder: Placeholder, value: unknown, kept: Kept[]): unknown {
  switch (placeholder.type) {
    case 'flag':
      return value === true;
    case 'list':
      return ((value ?? []) as ReadonlyArray<Record<string, unknown>>).map((row) =>
        viewOf(placeholder.of, row, kept),
      );
    default: {
      const written = String(value ?? '').replaceAll(marksOfPlaces, '');
      if (written === '') return '';
      if (placeholder.type === 'link' && !isAddress(written))
        throw new Error(`{{${name}}} is no web address`);
      kept.push({ name, type: placeholder.type, value: written });
      return `${open}${kept.length - 1}${close}`;
    }
  }
}

function inlineHtml(line: string, valueAt: (digits: string) => Kept): string {
  const plain = (part: string) =>
    escapeHtml(part).replaceAll(place, (_, digits: string) => valueHtml(valueAt(digits)));
  const parts: string[] = [];
  let at = 0;
  for (const match of line.matchAll(linkMark)) {
    const [whole, words = '', target = ''] = match;
    const address = target.replaceAll(place, (_, digits: string) => valueAt(digits).value);
    if (!isAddress(address)) throw new Error(`the link “${words}” has no web address`);
    parts.push(plain(line.slice(at, match.index)), anchor(address, plain(words)));
    at = match.index + whole.length;
  }
  return [...parts, plain(line.slice(at))].join('');
}

const anchor = (address: string, inner: string) =>
  `<a href="${escapeHtml(address)}" style="color:#0d4d3a">${inner}</a>`;

function valueHtml({ type, value }: Kept): string {
  switch (type) {
    case 'link':
      return anchor(value, escapeHtml(value));
    case 'code':
      return `<img src="cid:${escapeHtml(value)}" width="180" height="180" alt="QR code ${escapeHtml(value)}" style="display:block;background:#fff;margin:0 0 10px"><span style="font-family:monospace;font-size:13px">${escapeHtml(value)}</span>`;
    case 'text':
      return escapeHtml(value).replaceAll('\n', '<br>');
  }
}
