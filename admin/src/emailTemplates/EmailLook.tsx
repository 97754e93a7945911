import { type ReactNode, useState } from 'react';
import '../emails/emails.css';
import './emailTemplates.css';

/** Pixels: of a phone, and of a mail program on a desk. */
const widths = { phone: 360, desktop: 660 } as const;
const widthNames = { phone: 'Phone', desktop: 'Desktop', text: 'Plain text' } as const;
type Shown = keyof typeof widthNames;

/** How an email looks. */
export interface Look {
  subject: string;
  html: string;
  text: string;
  /** The address of who gets it. */
  to?: string;
}

/** An email at the width of a phone or a desk: a sandboxed frame, so that nothing in it runs or leads away. */
export function EmailLook({ look, children }: { look: Look | null; children?: ReactNode }) {
  const [shown, setShown] = useState<Shown>('desktop');
  return (
    <>
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
        {children}
      </div>
      {look && (
        <>
          {look.to && (
            <p className="email-subject">
              <span className="mut">To</span> {look.to}
            </p>
          )}
          <p className="email-subject">
            <span className="mut">Subject</span> <b>{look.subject}</b>
          </p>
          {shown === 'text' ? (
            <pre className="mail-text email-plain">{look.text}</pre>
          ) : (
            <div className="email-frame-wrap">
              <iframe
                title={`Preview, ${widthNames[shown].toLowerCase()}`}
                sandbox=""
                srcDoc={look.html}
                className="mail-frame"
                style={{ maxWidth: widths[shown] }}
              />
            </div>
          )}
        </>
      )}
    </>
  );
}
