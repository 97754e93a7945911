import type { MailingDetail } from '@holdfast/shared/mailings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNotify } from 'react-admin';
import { Link, useParams } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { RuledTable } from '../ui/RuledList.tsx';
import { workTime } from '../ui/time.ts';
import { MailingMark } from './MailingsPage.tsx';
import '../emails/emails.css';

/** Milliseconds: emails leave by themselves. */
const readEveryMs = 3_000;

/** One message to many: how far it is, and whom it couldn't reach. */
export function MailingPage() {
  const { id = '' } = useParams();
  const at = `/admin/mailings/${id}`;
  const queries = useQueryClient();
  const notify = useNotify();
  const { data, error, refetch } = useQuery({
    queryKey: ['mailing', id],
    queryFn: () => call<MailingDetail>(at),
    refetchInterval: readEveryMs,
  });
  const act = useMutation({
    mutationFn: (verb: 'stop' | 'resend') => call<MailingDetail>(`${at}/${verb}`, { method: 'POST' }),
    onSuccess: (changed) => queries.setQueryData(['mailing', id], changed),
    onError: (failed: Error) => notify(failed.message, { type: 'error' }),
  });
  useCrumbs('Support', 'Messages', data?.subject ?? '');
  if (error && !data)
    return <ErrorMessage what="The message couldn’t be loaded." error={error} retry={() => void refetch()} />;
  if (!data) return <Reading what="the message" />;
  const { counts } = data;
  return (
    <div className="col scrolls">
      <PageHead
        title={data.subject}
        mark={<MailingMark mailing={data} loud />}
        facts={`${data.audienceText}. Written ${workTime(data.createdAt)}, ${data.by ?? 'somebody'}.`}
      >
        {data.eventId && (
          <Link className="btn" to={`/events/${data.eventId}/show`}>
            The event
          </Link>
        )}
        {counts.failed > 0 && (
          <button type="button" className="btn" disabled={act.isPending} onClick={() => act.mutate('resend')}>
            Send again to the {countOf(counts.failed)} failed
          </button>
        )}
        {counts.waiting > 0 && (
          <button type="button" className="btn d" disabled={act.isPending} onClick={() => act.mutate('stop')}>
            Stop: {countOf(counts.waiting)} get nothing
          </button>
        )}
      </PageHead>
      <div className="body columns-2">
        <section className="sec">
          <h2>
            Text <small>with its placeholders, as it was written</small>
          </h2>
          <pre className="mail-text">{data.text}</pre>
        </section>
        <section className="sec">
          <h2>What became of it</h2>
          <Standing counts={counts} />
        </section>
      </div>
      {data.failures.length > 0 && (
        <div className="body">
          <section className="sec">
            <h2>
              Not reached{' '}
              {counts.failed > data.failures.length && (
                <small>the first {countOf(data.failures.length)}</small>
              )}
            </h2>
            <Failures failures={data.failures} />
          </section>
        </div>
      )}
    </div>
  );
}

const words: ReadonlyArray<readonly [keyof MailingDetail['counts'], string]> = [
  ['sent', 'Sent'],
  ['underWay', 'Written, on the way to the email server'],
  ['waiting', 'Their turn is to come'],
  ['failed', 'Failed'],
  ['leftOut', 'Had no address any more when their turn came'],
  ['stopped', 'Got nothing: it was stopped before'],
];

function Standing({ counts }: { counts: MailingDetail['counts'] }) {
  return (
    <table className="g">
      <tbody>
        {words
          .filter(([name]) => counts[name] > 0)
          .map(([name, says]) => (
            <tr key={name}>
              <td className="wrap">{says}</td>
              <td className="n">{countOf(counts[name])}</td>
            </tr>
          ))}
        <tr>
          <td>
            <b>{plural(counts.all, 'person', 'people')}</b>
          </td>
          <td className="n">
            <b>{countOf(counts.all)}</b>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Failures({ failures }: { failures: MailingDetail['failures'] }) {
  return (
    <RuledTable<MailingDetail['failures'][number] & { id: string }>
      label="Not reached"
      rows={failures.map((each) => ({ ...each, id: each.emailId ?? each.to }))}
      columns={[
        {
          head: 'To',
          cell: ({ to, emailId }) => (emailId ? <Link to={`/emails/${emailId}/show`}>{to}</Link> : to),
          wraps: true,
        },
        { head: 'Why', cell: ({ reason }) => reason, wraps: true },
      ]}
    />
  );
}
