import type { EmailPreview } from '@holdfast/shared/emailTemplates';
import { useState } from 'react';

/** Pixels: of a phone, and of a mail program on a desk. */
const widths = { phone: 360, desktop: 660 } as const;
const widthNames = { phone: 'Phone', desktop: 'Desktop', text: 'Plain text' } as const;
type Shown = keyof typeof widthNames;

/** How the email looks with what is typed: a sandboxed frame, so that nothing in it runs or leads away. */
export function Preview({
  preview,
  error,
  filling,
  setFilling,
}: {
  preview: EmailPreview | undefined;
  error: Error | null;
  filling: EmailPreview['with'];
  /** Null: an email of this kind is shown by examples alone. */
  setFilling: ((filling: EmailPreview['with']) => void) | null;
}) {
  const [shown, setShown] = useState<Shown>('desktop');
  const isExamples = preview?.with === 'examples';
  return (
    <section className="sec email-preview" aria-label="How it looks">
      <h2>
        How it looks
        <small>
          {isExamples
            ? filling === 'latest' && setFilling
              ? 'with example values: there is no record of its kind yet'
              : 'with example values'
            : 'with the newest record of its kind; its links and codes are examples'}
        </small>
      </h2>
      <div className="email-switches">
        <fieldset className="row-acts email-switch" aria-label="Width">
          {(Object.keys(widthNames) as Shown[]).map((each) => (
            <button
              key={each}
              type="button"
              className="btn"
              aria-pressed={each === shown}
              onClick={() => setShown(each)}
            >
              {widthNames[each]}
            </button>
          ))}
        </fieldset>
        {setFilling && (
          <fieldset className="row-acts email-switch" aria-label="Filled with">
            <button
              type="button"
              className="btn"
              aria-pressed={filling === 'latest'}
              onClick={() => setFilling('latest')}
            >
              Newest record
            </button>
            <button
              type="button"
              className="btn"
              aria-pressed={filling === 'examples'}
              onClick={() => setFilling('examples')}
            >
              Examples
            </button>
          </fieldset>
        )}
      </div>
      {error && <p className="note danger">The preview couldn’t be loaded: {error.message}</p>}
      {preview && preview.problems.length > 0 && (
        <p className="note warn">
          It can’t be sent like this: see beside the text. The preview follows once that is mended.
        </p>
      )}
      {preview && preview.problems.length === 0 && (
        <>
          <p className="email-subject">
            <span className="mut">Subject</span> <b>{preview.subject}</b>
          </p>
          {shown === 'text' ? (
            <pre className="mail-text email-plain">{preview.text}</pre>
          ) : (
            <div className="email-frame-wrap">
              <iframe
                title={`Preview, ${widthNames[shown].toLowerCase()}`}
                sandbox=""
                srcDoc={preview.html}
                className="mail-frame"
                style={{ maxWidth: widths[shown] }}
              />
            </div>
          )}
        </>
      )}
    </section>
  );
}
