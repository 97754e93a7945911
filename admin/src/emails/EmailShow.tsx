import type { EmailRow } from '@holdfast/shared/support';
import { useState } from 'react';
import { Link } from 'react-router';
import { usePermission } from '../authProvider/usePermission.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import { SendAgain, SetAside } from './EmailPanels.tsx';
import './emails.css';

/** One email as its reader sees it. A sandboxed frame keeps its HTML from running scripts or navigating. */
export function EmailShow() {
  return (
    <DeskShow<EmailRow> what="the email">{(record) => <Page key={record.id} record={record} />}</DeskShow>
  );
}

type Open = 'again' | 'aside' | null;

function Page({ record }: { record: EmailRow }) {
  useCrumbs('Support', 'Outbox', record.subject);
  const mayAct = usePermission('emails');
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={record.subject}
          mark={<StateMark kind="mail" state={record.state} loud />}
          facts={`To ${record.to}, written ${workTime(record.createdAt)}${record.sentAt ? `, sent ${workTime(record.sentAt)}` : ''}.`}
        >
          {record.reservationId && (
            <Link className="btn" to={`/reservations/${record.reservationId}/show`}>
              Open the case
            </Link>
          )}
          {mayAct &&
            record.state !== 'queued' &&
            record.againId === null &&
            !record.isSecret &&
            record.html !== '' && (
              <button type="button" className="btn" onClick={() => setOpen('again')}>
                Send again
              </button>
            )}
          {mayAct && isWaiting(record) && (
            <button type="button" className="btn" onClick={() => setOpen('aside')}>
              Set aside
            </button>
          )}
        </PageHead>
        <div className="body mail-two">
          <Delivery record={record} />
          {record.html === '' && (
            <p className="note">
              Its text was removed: it is older than the settings keep it, or its reader closed their account.
            </p>
          )}
          <section className="sec" hidden={record.html === ''}>
            <h2>As it looks</h2>
            <iframe
              title={`Email: ${record.subject}`}
              sandbox=""
              srcDoc={withoutParts(record.html)}
              className="mail-frame"
            />
          </section>
          <section className="sec" hidden={record.html === ''}>
            <h2>As plain text</h2>
            <pre className="mail-text">{record.text}</pre>
          </section>
        </div>
      </div>
      {open === 'again' && <SendAgain record={record} close={close} />}
      {open === 'aside' && <SetAside record={record} close={close} />}
    </div>
  );
}

const isWaiting = ({ state, settledAt }: EmailRow) => state === 'failed' && settledAt === null;

/** What became of its attempts, and what a person did about it. */
function Delivery({ record }: { record: EmailRow }) {
  const { state, error, attempts, nextAttemptAt, settledAt, againId } = record;
  return (
    <>
      {error && (
        <p className={isWaiting(record) ? 'note danger' : 'note warn'}>
          The email server said: {error}
          {nextAttemptAt && ` Next attempt: ${workTime(nextAttemptAt)}.`}
          {attempts > 1 && ` ${attempts} attempts so far.`}
        </p>
      )}
      {againId !== null && (
        <p className="note info">
          Sent again {settledAt && workTime(settledAt)}:{' '}
          <Link to={`/emails/${againId}/show`}>open that email</Link>.
        </p>
      )}
      {againId === null && settledAt !== null && (
        <p className="note info">Set aside {workTime(settledAt)}. It isn’t sent again.</p>
      )}
      {record.isSecret && (
        <p className="note info">
          Its link is for one person and works once, so it isn’t sent from here. Whoever needs a new one asks
          for it.
        </p>
      )}
      {state === 'kept' && (
        <p className="note info">No email server is set up, so it was kept here and not sent.</p>
      )}
    </>
  );
}

/** Inline images aren't stored; an empty frame of the same size replaces each. */
function withoutParts(html: string): string {
  return html.replaceAll(
    /\bsrc=(["'])cid:[^"']*\1/gi,
    'src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="',
  );
}
