import type { EmailPreview } from '@holdfast/shared/emailTemplates';
import { EmailLook } from './EmailLook.tsx';

/** How the email looks with what is typed, and with what it is filled. */
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
  const isWrong = preview !== undefined && preview.problems.length > 0;
  return (
    <section className="sec email-preview" aria-label="How it looks">
      <h2>
        How it looks <small>{filledText(preview, filling, setFilling !== null)}</small>
      </h2>
      {error && <p className="note danger">The preview couldn’t be loaded: {error.message}</p>}
      {isWrong && (
        <p className="note warn">
          It can’t be sent like this: see beside the text. The preview follows once that is mended.
        </p>
      )}
      <EmailLook look={preview && !isWrong ? preview : null}>
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
      </EmailLook>
    </section>
  );
}

function filledText(
  preview: EmailPreview | undefined,
  filling: EmailPreview['with'],
  hasRecords: boolean,
): string {
  if (preview?.with !== 'examples')
    return 'with the newest record of its kind; its links and codes are examples';
  return filling === 'latest' && hasRecords
    ? 'with example values: there is no record of its kind yet'
    : 'with example values';
}
