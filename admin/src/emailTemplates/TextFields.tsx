import type { EmailPreview, EmailSource } from '@holdfast/shared/emailTemplates';
import type { RefObject } from 'react';

type Problem = EmailPreview['problems'][number];

/** Subject and text of an email, each with what is wrong with it. */
export function TextFields({
  source,
  type,
  problems,
  text,
  hasSubject = true,
}: {
  source: EmailSource;
  type: (change: Partial<EmailSource>) => void;
  problems: readonly Problem[];
  /** For what puts placeholders where the cursor stands. */
  text: RefObject<HTMLTextAreaElement | null>;
  hasSubject?: boolean;
}) {
  const of = (field: Problem['field']) => problems.filter((problem) => problem.field === field);
  return (
    <>
      {hasSubject && (
        <div className={of('subject').length > 0 ? 'fld bad' : 'fld'}>
          <label htmlFor="email-subject">Subject</label>
          <div className="ctl">
            <input
              id="email-subject"
              value={source.subject}
              maxLength={200}
              aria-describedby="email-subject-problems"
              onChange={(event) => type({ subject: event.target.value })}
            />
          </div>
          <Problems id="email-subject-problems" problems={of('subject')} />
        </div>
      )}
      <div className={of('text').length > 0 ? 'fld bad' : 'fld'}>
        <label htmlFor="email-text">Text</label>
        <div className="ctl">
          <textarea
            id="email-text"
            ref={text}
            className="email-text"
            rows={Math.max(12, Math.min(32, source.text.split('\n').length + 4))}
            value={source.text}
            maxLength={20_000}
            spellCheck
            aria-describedby="email-text-problems"
            onChange={(event) => type({ text: event.target.value })}
          />
        </div>
        <Problems id="email-text-problems" problems={of('text')} />
      </div>
    </>
  );
}

function Problems({ id, problems }: { id: string; problems: readonly Problem[] }) {
  return (
    <div id={id} aria-live="polite">
      {problems.map(({ message }) => (
        <p key={message} className="err">
          {message}
        </p>
      ))}
    </div>
  );
}

/** Puts something into the text where the cursor stands, and the cursor behind it. */
export function insertInto(
  field: HTMLTextAreaElement | null,
  source: EmailSource,
  type: (change: Partial<EmailSource>) => void,
  written: string,
): void {
  const end = source.text.length;
  const [from, to] = field ? [field.selectionStart, field.selectionEnd] : [end, end];
  type({ text: source.text.slice(0, from) + written + source.text.slice(to) });
  requestAnimationFrame(() => {
    field?.focus();
    field?.setSelectionRange(from + written.length, from + written.length);
  });
}
