import type { EmailRow } from '@holdfast/shared/support';
import { Link } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { DeskShow } from '../ui/DeskShow.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import './emails.css';

/** One email as its reader sees it. A sandboxed frame keeps its HTML from running scripts or navigating. */
export function EmailShow() {
  return <DeskShow<EmailRow> what="the email">{(record) => <Page record={record} />}</DeskShow>;
}

function Page({ record }: { record: EmailRow }) {
  useCrumbs('Support', 'Outbox', record.subject);
  return (
    <>
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
      </PageHead>
      <div className="body mail-two">
        {record.error && <p className="note danger">{record.error}</p>}
        <section className="sec">
          <h2>As it looks</h2>
          <iframe
            title={`Email: ${record.subject}`}
            sandbox=""
            srcDoc={withoutParts(record.html)}
            className="mail-frame"
          />
        </section>
        <section className="sec">
          <h2>As plain text</h2>
          <pre className="mail-text">{record.text}</pre>
        </section>
      </div>
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
