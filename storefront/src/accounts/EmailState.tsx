import type { OwnAccount } from '@holdfast/shared/accounts';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { failureText } from '../ui/useSubmission.ts';
import { DemoOutbox } from './DemoOutbox.tsx';

/** Whether the address is confirmed, and the one that waits for it. */
export function EmailState({ own, show }: { own: OwnAccount; show: (own: OwnAccount) => void }) {
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const act = async (done: string, work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
      setSaid(done);
    } catch (error) {
      setSaid(failureText(error));
    } finally {
      setBusy(false);
    }
  };
  const resend = () =>
    act('The link is on its way. The one before opens nothing any more.', async () => {
      await api.sendConfirmationAgain();
    });
  const keep = () =>
    act('Your address stays as it is.', async () => {
      show(await api.keepEmail());
    });
  const { pendingEmail, isEmailVerified } = own;
  if (pendingEmail === null && isEmailVerified) return said && <p role="status">{said}</p>;
  return (
    <section className="note email-state" aria-label="Your email address">
      <div>
        <p>
          {pendingEmail === null ? (
            'Your email address isn’t confirmed yet.'
          ) : (
            <>
              <b>{pendingEmail}</b> becomes your address when you open the link that we sent there, within 24
              hours.
            </>
          )}
        </p>
        {said && <p role="status">{said}</p>}
        <div className="acts">
          <button
            type="button"
            className="btn btn-line"
            aria-disabled={isBusy || undefined}
            onClick={() => void resend()}
          >
            {pendingEmail === null ? 'Send me a link' : 'Send the link again'}
          </button>
          {pendingEmail !== null && (
            <button
              type="button"
              className="btn btn-line"
              aria-disabled={isBusy || undefined}
              onClick={() => void keep()}
            >
              Keep my address
            </button>
          )}
        </div>
        <DemoOutbox />
      </div>
    </section>
  );
}
