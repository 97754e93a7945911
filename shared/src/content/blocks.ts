/** Markdown as it is shown: read by the server, sent as data, and never as HTML. Free of zod. */

/** A run of characters that look the same. */
export interface Span {
  text: string;
  isStrong: boolean;
  isEmphasis: boolean;
  /** A path of this site, an address with https:, mailto: or tel:, or null. */
  href: string | null;
}

/** What a block is. Items of a list that follow one another are one list. */
export const blockKinds = ['heading', 'subheading', 'paragraph', 'bullet', 'numbered', 'quote'] as const;
/** What a block is. */
export type BlockKind = (typeof blockKinds)[number];

/** One block of a text. */
export interface Block {
  kind: BlockKind;
  /** Of a heading: by which an address leads to it. */
  anchor: string | null;
  spans: Span[];
}

/** The words alone, a line for each block. */
export const plainText = (blocks: readonly Block[]): string =>
  blocks.map(({ spans }) => spans.map(({ text }) => text).join('')).join('\n');
