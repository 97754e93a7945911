import { leftOutReasons, type MailingPreview } from '@holdfast/shared/mailings';
import { countOf, plural } from '../ui/figures.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import type { NewMailingWork } from './useNewMailing.ts';

/** Who is left out, and why. */
export function LeftOut({ preview }: { preview: MailingPreview }) {
  return preview.leftOut.length === 0 ? null : (
    <ul className="mailing-left-out">
      {preview.leftOut.map(({ reason, count }) => (
        <li key={reason}>
          {countOf(count)} left out: they {leftOutReasons[reason]}.
        </li>
      ))}
    </ul>
  );
}

/** The last word: how many get it, and that it can't be taken back. */
export function SendPanel({ page, preview }: { page: NewMailingWork; preview: MailingPreview }) {
  const { send, sendNow, maySend, draft } = page;
  const leave = () => {
    send.reset();
    page.setSending(false);
  };
  const mayGo = maySend && !send.isPending;
  useShortcuts([
    { keys: 'Escape', does: 'leave', run: leave, inFields: true },
    ...(mayGo ? [{ keys: 'Ctrl+Enter', does: 'send it', run: sendNow, inFields: true }] : []),
  ]);
  const emails = plural(preview.count, 'email', 'emails');
  return (
    <SidePanel
      title={`Send ${emails}`}
      about="What has left can’t be taken back. While it is being sent you can stop it: the rest get nothing."
      takesFocus
      foot={
        <>
          <button type="button" className="btn d" disabled={!mayGo} onClick={sendNow}>
            Send {emails} <kbd>Ctrl ↵</kbd>
          </button>
          <button type="button" className="btn t" onClick={leave}>
            Write on <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {send.error && <p className="note danger">{send.error.message}</p>}
      <p>
        <span className="mut">Subject</span> <b>{preview.examples[0]?.subject ?? draft.subject}</b>
      </p>
      <p>
        {plural(preview.count, 'person', 'people')} {preview.count === 1 ? 'gets' : 'get'} it, some 300 a
        minute, after emails of other kinds.
      </p>
      <LeftOut preview={preview} />
    </SidePanel>
  );
}
