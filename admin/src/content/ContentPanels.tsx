/** What is done with a draft or a version, beside the page. */
import {
  type AdminContent,
  type ContentChange,
  type ContentVersion,
  draftDecision,
  type PreviewLink,
  publishInput,
} from '@holdfast/shared/content';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { TextInput } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { FormPanel } from '../ui/forms/FormPanel.tsx';
import { LeavablePanel } from '../ui/LeavablePanel.tsx';
import { workTime } from '../ui/time.ts';
import { ChangeList } from './ChangeList.tsx';

interface Deciding {
  loaded: AdminContent;
  close: () => void;
  onDone: (changed: AdminContent) => void;
}

export function PublishPanel({
  loaded,
  changes,
  close,
  onDone,
}: Deciding & { changes: readonly ContentChange[] }) {
  const isBehind = loaded.draft !== null && loaded.draft.base !== loaded.published.number;
  return (
    <FormPanel
      title="Publish the draft"
      about="Fans see it at once, on every page."
      leave="Not yet"
      close={close}
      done="Published. Every page shows it within a second."
      resource="contentPublications"
      id="draft"
      schema={publishInput}
      defaultValues={{ note: '' }}
      bodyOf={({ note }) => ({ note: note ?? '', version: loaded.version })}
      after={(changed) => onDone(changed as AdminContent)}
      submit="Publish"
      above={
        <>
          {isBehind && (
            <p className="note warn">
              Version {loaded.published.number} was published after this draft was begun from version{' '}
              {loaded.draft?.base}. What differs below is taken from the draft.
            </p>
          )}
          <ChangeList changes={changes} />
        </>
      }
    >
      <div className="form-grid stacked">
        <TextInput source="note" label="Why, for the history, or nothing" helperText={false} />
      </div>
    </FormPanel>
  );
}

export const DiscardPanel = ({ loaded, close, onDone }: Deciding) => (
  <FormPanel
    title="Discard the draft"
    about="What is public stays. The draft is gone for good; the log keeps what it had changed, long texts cut."
    leave="Keep it"
    close={close}
    done="The draft is discarded."
    resource="contentDiscards"
    id="draft"
    schema={draftDecision}
    defaultValues={{}}
    bodyOf={() => ({ version: loaded.version })}
    after={(changed) => onDone(changed as AdminContent)}
    submit="Discard the draft"
    above={<ChangeList changes={loaded.draft?.changes ?? []} />}
  >
    {null}
  </FormPanel>
);

export const RestorePanel = ({ version, loaded, close, onDone }: Deciding & { version: ContentVersion }) => (
  <FormPanel
    title={version.number === 0 ? 'Restore the first content' : `Restore version ${version.number}`}
    about="Its content becomes public again, as a new version. A draft stays as it is."
    leave="Not now"
    close={close}
    done="Restored. Every page shows it within a second."
    resource="contentRestorations"
    id={version.number}
    schema={draftDecision}
    defaultValues={{}}
    bodyOf={() => ({ version: loaded.version })}
    after={(changed) => onDone(changed as AdminContent)}
    submit="Restore it"
  >
    {null}
  </FormPanel>
);

/** A link to the draft, and the same as a code for a phone's camera. */
export function PreviewPanel({ close }: { close: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ['content', 'preview'],
    queryFn: () => call<PreviewLink>('/admin/content/preview-link'),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <LeavablePanel
      title="Preview"
      about="The real pages with the draft as it was saved last. Whoever has the link sees them."
      leave="Close"
      onLeave={close}
    >
      {error && <ErrorMessage what="The link couldn’t be made." error={error} retry={() => refetch()} />}
      {data && (
        <>
          <p>
            <a className="btn" href={data.url} target="_blank" rel="noreferrer">
              Open the preview
            </a>{' '}
            <button
              type="button"
              className="btn t"
              onClick={() => navigator.clipboard.writeText(data.url).then(() => setCopied(true))}
            >
              {isCopied ? 'Copied' : 'Copy the link'}
            </button>
          </p>
          <img className="content-qr" src={data.qr} width="200" height="200" alt="QR code of the link" />
          <p className="mut">
            Open it on a phone with its camera. It works until {workTime(data.expiresAt)}.
          </p>
        </>
      )}
    </LeavablePanel>
  );
}
