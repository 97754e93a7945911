/** The layout's few marks in a rendered text: paragraphs, `## heads`, `- lists`, `> boxes`, and `[links](address)`. */

/** Consecutive lines of one kind, without their mark. */
export interface Run {
  kind: 'paragraph' | 'head' | 'list' | 'box' | 'button';
  lines: string[];
}

/** Runs without an empty line between them. */
export type Block = Run[];

const marks: ReadonlyArray<readonly [Run['kind'], RegExp]> = [
  ['head', /^##\s+/],
  ['list', /^-\s+/],
  ['box', /^>\s?/],
];

/** A line that is one link alone. */
const button = /^\[([^\]\n]+)\]\(([^()\s]+)\)$/;
/** A link in a line: its words and its address. */
export const linkMark = /\[([^\]\n]+)\]\(([^()\s]+)\)/g;

function kindOf(line: string): { kind: Run['kind']; rest: string } {
  if (button.test(line)) return { kind: 'button', rest: line };
  const found = marks.find(([, mark]) => mark.test(line));
  return found ? { kind: found[0], rest: line.replace(found[1], '') } : { kind: 'paragraph', rest: line };
}

/** @param text rendered, with its values still kept out of it, so that no value is read as a mark */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | null = null;
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (line === '') {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      blocks.push(open);
    }
    const { kind, rest } = kindOf(line);
    const last = open.at(-1);
    if (last?.kind === kind && kind !== 'head' && kind !== 'button') last.lines.push(rest);
    else open.push({ kind, lines: [rest] });
  }
  return blocks;
}
