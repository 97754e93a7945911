import type { EmailSource } from '@holdfast/shared/emailTemplates';
import { diffArrays } from 'diff';

/** What changes from one text to another, word by word: struck through what goes, underlined what comes. */
export function Diff({ from, to }: { from: EmailSource; to: EmailSource }) {
  if (from.subject === to.subject && from.text === to.text)
    return <p className="mut">Nothing is different.</p>;
  return (
    <>
      <h3 className="ruled">Subject</h3>
      <Words from={from.subject} to={to.subject} />
      <h3 className="ruled">Text</h3>
      <Words from={from.text} to={to.text} />
    </>
  );
}

/** Words with the space after them, so that texts aren't alike by their spaces; a placeholder is one word. */
const wordsOf = (text: string): string[] => text.match(/(?:\{\{.*?\}\}|[^\s{]+|\{)[ \t]*|\n+|[ \t]+/g) ?? [];

function Words({ from, to }: { from: string; to: string }) {
  if (from === to) return <p className="mut">As before.</p>;
  return (
    <div className="email-diff">
      {diffArrays(wordsOf(from), wordsOf(to)).map(({ value, added, removed }, at) =>
        added ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          <ins key={at}>{value.join('')}</ins>
        ) : removed ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          <del key={at}>{value.join('')}</del>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order
          <span key={at}>{value.join('')}</span>
        ),
      )}
    </div>
  );
}
