import { audienceNames, type EmailPreview, type EmailTemplateDetail } from '@holdfast/shared/emailTemplates';
import { useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { Reading } from '../ui/Reading.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { EditorPanel } from './EditorPanel.tsx';
import { TextMark } from './EmailTemplatesPage.tsx';
import { PlaceholderList } from './PlaceholderList.tsx';
import { Preview } from './Preview.tsx';
import { insertInto, TextFields } from './TextFields.tsx';
import { type EditorWork, useEmailTemplate, usePreview } from './useEmailTemplate.ts';
import { Versions } from './Versions.tsx';
import '../emails/emails.css';
import './emailTemplates.css';

/** One email: its text beside how it looks, and what was published before. */
export function EmailTemplatePage() {
  const { key = '' } = useParams();
  return <Page key={key} of={key} />;
}

function Page({ of: key }: { of: string }) {
  const page = useEmailTemplate(key);
  const { email, error, readAgain } = page;
  useCrumbs('Administration', 'Emails', email?.name ?? '');
  if (error) return <ErrorMessage what="The email couldn’t be loaded." error={error} retry={readAgain} />;
  return email ? <Editor page={page} email={email} /> : <Reading what="the email" />;
}

function Editor({ page, email }: { page: EditorWork; email: EmailTemplateDetail }) {
  const [filling, setFilling] = useState<EmailPreview['with']>('latest');
  const preview = usePreview(email.key, page.now, filling);
  const problems = preview.data?.problems ?? [];
  const text = useRef<HTMLTextAreaElement>(null);
  const mayPublish = page.differs && problems.length === 0;
  const publish = () => page.setPanel({ is: 'publish' });
  useShortcuts(
    page.panel === null && mayPublish
      ? [{ keys: 'Ctrl+Enter', does: 'publish', run: publish, inFields: true }]
      : [],
  );
  return (
    <div className={page.panel ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead
          title={email.name}
          mark={<TextMark row={email} loud />}
          facts={`${email.when} To: ${audienceNames[email.to].toLowerCase()}.`}
        >
          <Actions page={page} filling={filling} isRight={problems.length === 0} publish={publish} />
        </PageHead>
        <div className="body">
          <Standing page={page} email={email} />
          <div className="email-editor">
            <section className="sec email-words">
              <h2>Text</h2>
              <TextFields
                source={page.now}
                type={page.type}
                problems={problems}
                text={text}
                hasSubject={email.key !== 'foot'}
              />
            </section>
            <Preview
              preview={preview.data}
              error={preview.data ? null : preview.error}
              filling={filling}
              setFilling={email.hasRecords ? setFilling : null}
            />
            <div className="email-names">
              <PlaceholderList
                placeholders={email.placeholders}
                insert={(written) => insertInto(text.current, page.now, page.type, written)}
              />
            </div>
          </div>
          <Versions email={email} open={(version) => page.setPanel({ is: 'version', version })} />
        </div>
      </div>
      <EditorPanel page={page} email={email} />
    </div>
  );
}

/** @param isRight the text can be sent */
function Actions({
  page,
  filling,
  isRight,
  publish,
}: {
  page: EditorWork;
  filling: EmailPreview['with'];
  isRight: boolean;
  publish: () => void;
}) {
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={!isRight || page.test.isPending}
        onClick={() => page.test.mutate(filling)}
      >
        Send me a test
      </button>
      <button
        type="button"
        className="btn"
        disabled={!page.isTyped || page.draft.isPending}
        onClick={() => page.draft.mutate(undefined)}
      >
        Save the draft
      </button>
      <button type="button" className="btn p" disabled={!(page.differs && isRight)} onClick={publish}>
        Publish… <kbd>Ctrl ↵</kbd>
      </button>
    </>
  );
}

/** What a person must know before they write on. */
function Standing({ page, email }: { page: EditorWork; email: EmailTemplateDetail }) {
  const { failure, failed, draft, draftText } = email;
  const error = page.draft.error ?? null;
  return (
    <>
      {failure && (
        <p className="note danger">
          For {failed === 1 ? 'one record' : `${failed} records`} this text couldn’t be rendered, last{' '}
          {workTime(failure.at)}: {failure.reason}. Those emails left with the default, so none was lost.
          Correct the text and publish it, or go back to another one below.
        </p>
      )}
      {draft && draftText && (
        <p className="note info">
          {page.isTyped ? 'You wrote on from a draft' : 'This is a draft'} of {draft.by ?? 'somebody'},{' '}
          {workTime(draft.at)}. It isn’t sent until it is published.{' '}
          <button type="button" className="link" onClick={() => page.setPanel({ is: 'drop' })}>
            Drop it…
          </button>
        </p>
      )}
      {page.isTyped && (
        <p className="note warn">
          You typed something that isn’t saved.{' '}
          <button type="button" className="link" onClick={page.forget}>
            Take it back
          </button>
        </p>
      )}
      {error && <p className="note danger">{error.message}</p>}
    </>
  );
}
