import { useState } from 'react';

/** A secret that nobody sees again: to be copied now. */
export function ShownOnce({ label, secret, about }: { label: string; secret: string; about: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied('yes');
    } catch {
      // Browsers let pages with TLS, or of this machine, write to the clipboard.
      setCopied('failed');
    }
  };
  return (
    <section aria-label={label}>
      <p className="note warn">
        <b>Copy it now: it is shown this once.</b> {about}
      </p>
      <p style={{ overflowWrap: 'anywhere', userSelect: 'all' }}>
        <code>{secret}</code>
      </p>
      <p className="actions">
        <button type="button" className="btn" onClick={() => void copy()}>
          Copy
        </button>{' '}
        <span role="status">
          {copied === 'yes' && 'Copied.'}
          {copied === 'failed' && 'This browser doesn’t let us copy. Select it and copy it yourself.'}
        </span>
      </p>
    </section>
  );
}
