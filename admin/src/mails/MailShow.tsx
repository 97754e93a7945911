import type { MailRow } from '@holdfast/shared/support';
import { useGetOne } from 'react-admin';
import { Link, useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import { Trouble } from '../ui/Trouble.tsx';
import { workTime } from '../ui/time.ts';
import './mails.css';

/** One mail as the reader gets it; its HTML may neither run scripts nor leave its frame. */
export function MailShow() {
  const { id = '' } = useParams();
  const { data, error, refetch } = useGetOne<MailRow>('mails', { id });
  useCrumbs('Support', 'Outbox', data?.subject ?? id);
  if (error) return <Trouble what="This mail couldn’t be loaded." error={error} retry={refetch} />;
  if (!data) return <Reading what="the mail" />;
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

/** Pictures that travel inside the mail aren't here: an empty frame of their size stands in for each. */
function withoutParts(html: string): string {
  return html.replaceAll(
    /\bsrc=(["'])cid:[^"']*\1/gi,
    'src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="',
  );
}
