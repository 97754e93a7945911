/** Markdown becomes blocks; what has none is a problem with its line, and nothing of it gets onto a page. */
import { expect, it } from 'vitest';
import { readMarkdown } from './markdown.ts';

const said = (text: string) =>
  readMarkdown(text).blocks.map(({ kind, anchor, spans }) => [
    kind,
    anchor,
    spans
      .map(({ text: words, isStrong, isEmphasis, href }) =>
        [isStrong && 'strong', isEmphasis && 'em', href, words].filter(Boolean).join(':'),
      )
      .join('|'),
  ]);

it('reads headings with their address, paragraphs, lists, quotes, bold, italics and links', () => {
  expect(
    said(
      '## Refund rules {#refunds}\n\nAll of it, **fees *too***.\n\n- one\n- [two](/help)\n\n1. first\n\n> said\n\n### Small',
    ),
  ).toEqual([
    ['heading', 'refunds', 'Refund rules'],
    ['paragraph', null, 'All of it, |strong:fees |strong:em:too|.'],
    ['bullet', null, 'one'],
    ['bullet', null, '/help:two'],
    ['numbered', null, 'first'],
    ['quote', null, 'said'],
    ['subheading', null, 'Small'],
  ]);
  expect(readMarkdown('').blocks).toEqual([]);
});

it.each([
  ['<script>alert(1)</script>', 'Line 1: HTML can’t be shown'],
  ['Text <img src=x onerror=alert(1)> text', 'Line 1: HTML can’t be shown'],
  ['one\n\n![x](https://example.com/x.png)', 'Line 3: A picture can’t be shown'],
  ['    code', 'Line 1: Code can’t be shown'],
  ['- one\n  - two', 'Line 2: A list holds lines of text alone'],
  ['[x](javascript:alert%281%29)', 'isn’t a safe address'],
  ['[x](//evil.example)', 'isn’t a safe address'],
  ['[x](http://example.com)', 'isn’t a safe address'],
  ['# A {#same}\n\n# B {#same}', 'Two headings have the address #same'],
])('says what is wrong with %s', (text, problem) => {
  const { blocks, problems } = readMarkdown(text);
  expect(problems.join('\n')).toContain(problem);
  expect(JSON.stringify(blocks)).not.toMatch(/alert|javascript|evil|onerror|img/);
});
