import { type MessageThread, topicNames } from '@holdfast/shared/cases';
import { useState } from 'react';
import { useOpenedLink } from '../accounts/useOpenedLink.ts';
import { api } from '../api/api.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { useSubmission } from '../ui/useSubmission.ts';
import { MessageField } from './ContactForm.tsx';

function MessagesPage(_: PageProps<null>) {
  const opened = useOpenedLink(api.messages);
  if (opened.state === 'open') return <Thread key={opened.token} {...opened} />;
  return (
    <div className="wrap plain">
      <h1>Your messages with us</h1>
      {opened.state === 'reading' ? (
        <p className="muted">Opening them…</p>
      ) : (
        <>
          <p className="msg" role="alert">
            {opened.why}
          </p>
          <p>
            Or <a href="/contact">write to us anew</a>.
          </p>
        </>
      )}
      <noscript>
        <p>
          Without JavaScript, <a href="/api/messages/plain">read and answer them here</a>.
        </p>
      </noscript>
    </div>
  );
}

const when = (instant: string) =>
  new Date(instant).toLocaleString('en-US', {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  });

function Thread({ token, shown }: { token: string; shown: MessageThread }) {
  const [thread, setThread] = useState(shown);
  const [written, setWritten] = useState(0);
  const submission = useSubmission(
    async (given) => {
      setThread(await api.answerUs({ token, text: given('text') }));
      setWritten((count) => count + 1);
    },
    { too_many_requests: 'You wrote to us often in a short time. Try again in an hour.' },
  );
  return (
    <div className="wrap plain">
      <h1>Your messages with us</h1>
      <p className="muted">
        {topicNames[thread.topic]}
        {thread.order && (
          <>
            , order <a href={`/orders/${thread.order.id}`}>{thread.order.code}</a>, {thread.order.event}
          </>
        )}
        .
      </p>
      <ol className="thread">
        {thread.messages.map(({ at, from, text }) => (
          <li key={`${at} ${from}`} className={from}>
            <p className="small muted">
              {from === 'you' ? 'You' : 'Our team'}, <time dateTime={at}>{when(at)}</time>
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      {thread.isClosed && <p className="muted">We think that this is done. Write again and it isn’t.</p>}
      {written > 0 && <p role="status">It is with our team.</p>}
      <SubmissionForm
        key={written}
        submission={submission}
        label="Add to it"
        button="Send the message"
        busy="Sending…"
      >
        <MessageField error={submission.errors.text} />
      </SubmissionForm>
    </div>
  );
}

/** /messages: a thread, by the link of its emails. */
export const messagesPage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Your messages with us' }),
  Page: MessagesPage,
});
