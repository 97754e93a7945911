import type { Block, Span } from '@holdfast/shared/content';
import type { ReactNode } from 'react';

/** A text of blocks as elements. Headings begin at level 2. */
export const RichText = ({ blocks }: { blocks: readonly Block[] }) => (
  <div className="rich">
    {runsOf(blocks).map((run, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
      <Run key={at} run={run} />
    ))}
  </div>
);

/** Items of a list that follow one another, and quotes, are one run; other blocks are one each. */
function runsOf(blocks: readonly Block[]): Block[][] {
  const runs: Block[][] = [];
  for (const block of blocks) {
    const last = runs.at(-1);
    const gathers = block.kind === 'bullet' || block.kind === 'numbered' || block.kind === 'quote';
    if (gathers && last?.[0]?.kind === block.kind) last.push(block);
    else runs.push([block]);
  }
  return runs;
}

function Run({ run }: { run: readonly Block[] }) {
  const [first] = run;
  if (!first) return null;
  const id = first.anchor ?? undefined;
  switch (first.kind) {
    case 'heading':
      return <h2 id={id}>{spans(first)}</h2>;
    case 'subheading':
      return <h3 id={id}>{spans(first)}</h3>;
    case 'bullet':
      return (
        <ul>
          {each(run, (block) => (
            <li>{spans(block)}</li>
          ))}
        </ul>
      );
    case 'numbered':
      return (
        <ol>
          {each(run, (block) => (
            <li>{spans(block)}</li>
          ))}
        </ol>
      );
    case 'quote':
      return (
        <blockquote>
          {each(run, (block) => (
            <p>{spans(block)}</p>
          ))}
        </blockquote>
      );
    default:
      return <p>{spans(first)}</p>;
  }
}

const each = (run: readonly Block[], show: (block: Block) => ReactNode): ReactNode => run.map(show);

const spans = (block: Block): ReactNode =>
  block.spans.map((span, at) => {
    const { text, isStrong, isEmphasis } = span;
    const styled = isEmphasis ? <em>{text}</em> : text;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its order
      <Linked key={at} span={span}>
        {isStrong ? <strong>{styled}</strong> : styled}
      </Linked>
    );
  });

const Linked = ({ span: { href }, children }: { span: Span; children: ReactNode }) =>
  href === null ? children : <a href={href}>{children}</a>;
