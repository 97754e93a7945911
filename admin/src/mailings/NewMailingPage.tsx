import type { MailingPreview } from '@holdfast/shared/mailings';
import { useRef, useState } from 'react';
import { EmailLook, insertInto, PlaceholderList, TextFields } from '../emailTemplates/index.ts';
import { useCrumbs } from '../ui/crumbs.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { Audience } from './Audience.tsx';
import { LeftOut, SendPanel } from './SendPanel.tsx';
import { type NewMailingWork, useNewMailing } from './useNewMailing.ts';

/** A message to many: to whom, what it says, and what three of them would get. */
export function NewMailingPage() {
  useCrumbs('Support', 'Messages', 'New message');
  const page = useNewMailing();
  const { draft, change, preview, maySend, isSending } = page;
  const text = useRef<HTMLTextAreaElement>(null);
  const ask = () => page.setSending(true);
  useShortcuts(maySend && !isSending ? [{ keys: 'Ctrl+Enter', does: 'send', run: ask, inFields: true }] : []);
  const isBegun = draft.subject !== '' || draft.text !== '';
  return (
    <div className={isSending ? 'two' : 'two alone'}>
      <div className="col scrolls">
        <PageHead title="New message" facts="An email to each of them, with their own order or name in it.">
          <button type="button" className="btn p" disabled={!maySend} onClick={ask}>
            {preview ? `Send to ${countOf(preview.count)}…` : 'Send…'} <kbd>Ctrl ↵</kbd>
          </button>
        </PageHead>
        <div className="body">
          <div className="email-editor">
            <section className="sec email-words">
              <h2>To whom</h2>
              <Audience page={page} />
              <h2 className="ruled">Text</h2>
              <TextFields
                source={draft}
                type={change}
                problems={isBegun ? (preview?.problems ?? []) : []}
                text={text}
              />
            </section>
            <section className="sec email-preview" aria-label="Whom it reaches">
              <h2>Whom it reaches</h2>
              <Reached page={page} />
              <Examples examples={preview?.examples ?? []} />
            </section>
            <div className="email-names">
              {preview && (
                <PlaceholderList
                  placeholders={preview.placeholders}
                  insert={(written) => insertInto(text.current, draft, change, written)}
                />
              )}
            </div>
          </div>
        </div>
      </div>
      {isSending && preview && <SendPanel page={page} preview={preview} />}
    </div>
  );
}

function Reached({ page: { preview, error, draft } }: { page: NewMailingWork }) {
  if (error) return <p className="note danger">Whom it reaches couldn’t be counted: {error.message}</p>;
  if (!preview)
    return (
      <p className="mut">
        {draft.to === 'buyers' && draft.eventId === null
          ? 'Choose the event whose buyers you write to.'
          : 'Counting…'}
      </p>
    );
  return (
    <>
      <p className="mailing-count">
        <b>{plural(preview.count, 'person', 'people')}</b> {preview.count === 1 ? 'gets' : 'get'} one email
        {preview.count === 1 ? '' : ' each'}.
      </p>
      <LeftOut preview={preview} />
    </>
  );
}

function Examples({ examples }: { examples: MailingPreview['examples'] }) {
  const [at, setAt] = useState(0);
  const shown = examples[at] ?? examples[0];
  if (!shown) return null;
  return (
    <EmailLook look={shown}>
      <fieldset className="row-acts email-switch" aria-label="As who gets it">
        {examples.map(({ to }, each) => (
          <button
            key={to}
            type="button"
            className="btn"
            aria-pressed={examples[each] === shown}
            title={to}
            onClick={() => setAt(each)}
          >
            {each + 1} of {examples.length}
          </button>
        ))}
      </fieldset>
    </EmailLook>
  );
}
