/**
 * Reads Markdown into blocks that pages show as elements: no HTML is ever made of it, so nothing has to be cleaned. What has no
 * block (HTML, pictures, code, tables, lists within lists) is a problem that its editor reads, and isn't shown.
 */
import type { Block, Span } from '@holdfast/shared/content';
import { linkTarget } from '@holdfast/shared/content';
import type { Nodes, PhrasingContent, RootContent } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';

/** A text as it is shown, and what of it isn't. */
export interface ReadText {
  blocks: Block[];
  /** For its editor: what is wrong, in which line, and the remedy. */
  problems: string[];
}

/** Ends a heading that addresses lead to: `## Refund rules {#refunds}`. */
const anchorAtEnd = /\s*\{#([a-z0-9-]{1,40})\}$/;

/** @param text Markdown as CommonMark has it */
export function readMarkdown(text: string): ReadText {
  const read: ReadText = { blocks: [], problems: [] };
  for (const node of fromMarkdown(text).children) readBlock(node, read);
  const anchors = read.blocks.flatMap(({ anchor }) => anchor ?? []);
  for (const anchor of new Set(anchors.filter((each, i) => anchors.indexOf(each) !== i)))
    read.problems.push(`Two headings have the address #${anchor}. Change one.`);
  return read;
}

function readBlock(node: RootContent, read: ReadText): void {
  const add = (kind: Block['kind'], children: readonly PhrasingContent[]) =>
    read.blocks.push({ kind, anchor: null, spans: spansOf(children, read) });
  if (node.type === 'heading') {
    const block: Block = {
      kind: node.depth <= 2 ? 'heading' : 'subheading',
      anchor: null,
      spans: spansOf(node.children, read),
    };
    const last = block.spans.at(-1);
    const found = last && anchorAtEnd.exec(last.text);
    if (last && found) {
      block.anchor = found[1] as string;
      last.text = last.text.slice(0, found.index);
    }
    read.blocks.push(block);
  } else if (node.type === 'paragraph') add('paragraph', node.children);
  else if (node.type === 'list') {
    for (const [at, part] of node.children.flatMap(({ children }) => [...children.entries()]))
      if (part.type === 'paragraph')
        add(at > 0 ? 'paragraph' : node.ordered ? 'numbered' : 'bullet', part.children);
      else refuse(part, read, 'A list holds lines of text alone');
  } else if (node.type === 'blockquote') {
    for (const part of node.children)
      if (part.type === 'paragraph') add('quote', part.children);
      else refuse(part, read, 'A quote holds paragraphs alone');
  } else if (node.type !== 'definition' && node.type !== 'thematicBreak')
    refuse(node, read, `${names[node.type] ?? 'This'} can’t be shown`);
}

const names: Record<string, string> = { html: 'HTML', code: 'Code', image: 'A picture' };

function refuse(node: Nodes, read: ReadText, what: string): void {
  const line = node.position?.start.line ?? 1;
  read.problems.push(
    `Line ${line}: ${what}. Write it as paragraphs, headings, lists, bold, italics or links.`,
  );
}

type Style = Omit<Span, 'text'>;
const plain: Style = { isStrong: false, isEmphasis: false, href: null };

function spansOf(nodes: readonly PhrasingContent[], read: ReadText, style = plain): Span[] {
  return nodes.flatMap((node): Span[] => {
    if (node.type === 'text') return [{ ...style, text: node.value }];
    if (node.type === 'break') return [{ ...style, text: '\n' }];
    if (node.type === 'strong') return spansOf(node.children, read, { ...style, isStrong: true });
    if (node.type === 'emphasis') return spansOf(node.children, read, { ...style, isEmphasis: true });
    if (node.type === 'link') {
      const target = linkTarget.safeParse(node.url);
      if (!target.success)
        read.problems.push(
          `Line ${node.position?.start.line ?? 1}: ${node.url} isn’t a safe address. ${target.error.issues[0]?.message}`,
        );
      return spansOf(node.children, read, { ...style, href: target.success ? target.data : null });
    }
    refuse(node, read, `${names[node.type] ?? 'This'} can’t be shown`);
    return [];
  });
}
