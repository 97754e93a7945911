/** What fans read on the landing page, in the footer and on the pages of text: drafted, previewed, published, restored. */
import type { AdminContent, ContentVersion } from '@holdfast/shared/content';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RecordContextProvider, ResourceContextProvider, useNotify } from 'react-admin';
import { RecordLog } from '../audit/RecordLog.tsx';
import { call } from '../dataProvider/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { ErrorMessage } from '../ui/ErrorMessage.tsx';
import { plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { workTime } from '../ui/time.ts';
import { ContentForm } from './ContentForm.tsx';
import { DiscardPanel, PreviewPanel, PublishPanel, RestorePanel } from './ContentPanels.tsx';
import { History } from './History.tsx';
import './content.css';

type OpenPanel = { is: 'publish' | 'discard' | 'preview' } | { is: 'restore'; version: ContentVersion };

export function ContentPage() {
  useCrumbs('Catalogue', 'Site content');
  const { data, error, refetch } = useQuery({
    queryKey: ['content'],
    queryFn: () => call<AdminContent>('/admin/content'),
  });
  // What the form holds; what somebody else changed meanwhile never takes the place of what is typed.
  const [own, setOwn] = useState<AdminContent | null>(null);
  const [open, setOpen] = useState<OpenPanel | null>(null);
  const part = useState(0);
  const [isDirty, setDirty] = useState(false);
  const notify = useNotify();
  const loaded = own ?? data;
  const close = () => setOpen(null);
  /** What takes the place of what is typed waits until that is saved. */
  const decide = (next: OpenPanel) => {
    if (isDirty) notify('Save the draft first: what you typed isn’t part of it yet.', { type: 'warning' });
    else setOpen(next);
  };
  if (loaded && !own) setOwn(loaded);
  return (
    <div className={open ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title="Site content" facts={loaded && <State loaded={loaded} />}>
          <button type="button" className="btn" onClick={() => setOpen({ is: 'preview' })}>
            Preview
          </button>{' '}
          {loaded?.draft && (
            <>
              <button type="button" className="btn p" onClick={() => decide({ is: 'publish' })}>
                Publish
              </button>{' '}
              <button type="button" className="btn t" onClick={() => decide({ is: 'discard' })}>
                Discard the draft
              </button>
            </>
          )}
        </PageHead>
        <div className="body form">
          {error && !loaded && (
            <ErrorMessage what="The content couldn’t be loaded." error={error} retry={() => refetch()} />
          )}
          {loaded && (
            <>
              {data && data.version > loaded.version && <Overtaken newest={data} load={() => setOwn(data)} />}
              <ContentForm
                key={loaded.version}
                loaded={loaded}
                part={part}
                onSaved={setOwn}
                onDirty={setDirty}
              />
              <History
                published={loaded.published}
                restore={(version) => decide({ is: 'restore', version })}
              />
              <ResourceContextProvider value="content">
                <RecordContextProvider value={loaded}>
                  <RecordLog />
                </RecordContextProvider>
              </ResourceContextProvider>
            </>
          )}
        </div>
      </div>
      {open && loaded && <Panel open={open} loaded={loaded} close={close} onDone={setOwn} />}
    </div>
  );
}

function Panel({
  open,
  ...panel
}: {
  open: OpenPanel;
  loaded: AdminContent;
  close: () => void;
  onDone: (changed: AdminContent) => void;
}) {
  switch (open.is) {
    case 'preview':
      return <PreviewPanel close={panel.close} />;
    case 'publish':
      return <PublishPanel {...panel} changes={panel.loaded.draft?.changes ?? []} />;
    case 'discard':
      return <DiscardPanel {...panel} />;
    default:
      return <RestorePanel {...panel} version={open.version} />;
  }
}

function State({ loaded: { draft, published } }: { loaded: AdminContent }) {
  const since =
    published.publishedAt === null
      ? 'Fans read the first content.'
      : `Fans read version ${published.number}, published ${workTime(published.publishedAt)} by ${published.publishedBy}.`;
  if (!draft) return `${since} Nothing is drafted.`;
  return `${since} A draft with ${plural(draft.changes.length, 'change')}, saved ${workTime(draft.changedAt)} by ${draft.changedBy}, isn’t public.`;
}

/** Somebody else changed it: what is typed here stays until the newest is loaded. */
const Overtaken = ({ newest, load }: { newest: AdminContent; load: () => void }) => (
  <div className="note warn" role="status">
    <p>
      {newest.draft
        ? `${newest.draft.changedBy} saved a draft ${workTime(newest.draft.changedAt)}, after you opened this page.`
        : `The content was published or its draft discarded after you opened this page.`}{' '}
      What you typed can’t be saved over it: copy it first, then load the newest.
    </p>
    <p>
      <button type="button" className="btn" onClick={load}>
        Load the newest
      </button>
    </p>
  </div>
);
