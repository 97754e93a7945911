import type { EmailRow } from '@holdfast/shared/support';
import { useGetOne } from 'react-admin';
import { Link, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { workTime } from '../ui/time.ts';
import './emails.css';

/** One email as its reader sees it. A sandboxed frame keeps its HTML from running scripts or navigating. */
export function EmailShow() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGetOne<EmailRow>('emails', { id });
  useCrumbs('Support', 'Outbox', data?.subject ?? id);
  if (error) return <ErrorMessage what="This mail couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the email" />;
  return (
    <>
      <PageHead
        title={data.subject}
        mark={<StateMark kind="mail" state={data.state} loud />}
        facts={`To ${data.to}, written ${workTime(data.createdAt)}${data.sentAt ? `, sent ${workTime(data.sentAt)}` : ''}.`}
      >
        {data.reservationId && (
          <Link className="btn" to={`/reservations/${data.reservationId}/show`}>
            Open the case
          </Link>
        )}
      </PageHead>
      <div className="body mail-two">
        {data.error && <p className="note danger">{data.error}</p>}
        <section className="sec">
          <h2>As it looks</h2>
          <iframe
            title={`Mail: ${data.subject}`}
            sandbox=""
            srcDoc={withoutParts(data.html)}
            className="mail-frame"
          />
        </section>
        <section className="sec">
          <h2>As plain text</h2>
          <pre className="mail-text">{data.text}</pre>
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
