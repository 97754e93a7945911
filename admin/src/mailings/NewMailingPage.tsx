import type { EventSummary } from '@holdfast/shared/catalog';
import { leftOutReasons, type MailingPreview } from '@holdfast/shared/mailings';
import { useRef, useState } from 'react';
import { EmailLook, insertInto, PlaceholderList, TextFields } from '../emailTemplates/index.ts';
import { Combo } from '../ui/ComboField.tsx';
import { useCrumbs } from '../ui/crumbs.tsx';
import { countOf, plural } from '../ui/figures.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { startOf } from '../ui/time.ts';
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

function Audience({ page: { draft, change, preview } }: { page: NewMailingWork }) {
  const isBuyers = draft.to === 'buyers';
  const toggle = (section: string) =>
    change({
      sections: draft.sections.includes(section)
        ? draft.sections.filter((each) => each !== section)
        : [...draft.sections, section],
    });
  return (
    <>
      <fieldset className="row-acts email-switch" aria-label="To whom">
        {(['buyers', 'consignors'] as const).map((to) => (
          <button
            key={to}
            type="button"
            className="btn"
            aria-pressed={draft.to === to}
            onClick={() => change({ to, sections: [], listingIds: [], deliveryDue: false })}
          >
            {to === 'buyers' ? 'Buyers of an event' : 'Consignors'}
          </button>
        ))}
      </fieldset>
      <div className="fld">
        <label htmlFor="mailing-event">
          {isBuyers ? 'Event' : 'With listings of this event; empty: all consignors'}
        </label>
        <div className="ctl">
          <Combo<EventSummary>
            id="mailing-event"
            resource="events"
            sort="startsAt"
            nameOf={(each) => each.name}
            aside={startOf}
            value={draft.eventId}
            onChange={(eventId) => change({ eventId, sections: [], listingIds: [] })}
          />
        </div>
      </div>
      {isBuyers && draft.eventId && (
        <>
          <label className="mailing-check">
            <input
              type="checkbox"
              checked={draft.deliveryDue}
              onChange={(event) => change({ deliveryDue: event.target.checked })}
            />{' '}
            Only whose tickets aren’t sent yet
          </label>
          {draft.listingIds.length > 0 && (
            <p className="mut">
              Only whose tickets are of one listing.{' '}
              <button type="button" className="link" onClick={() => change({ listingIds: [] })}>
                Of all listings
              </button>
            </p>
          )}
          {(preview?.sections.length ?? 0) > 1 && (
            <fieldset className="mailing-sections" aria-label="Only in these sections">
              <span className="mut">Only in these sections; none chosen: in all</span>
              {preview?.sections.map((section) => (
                <button
                  key={section}
                  type="button"
                  className="btn"
                  aria-pressed={draft.sections.includes(section)}
                  onClick={() => toggle(section)}
                >
                  {section}
                </button>
              ))}
            </fieldset>
          )}
        </>
      )}
    </>
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

function LeftOut({ preview }: { preview: MailingPreview }) {
  return preview.leftOut.length === 0 ? null : (
    <ul className="mailing-left-out">
      {preview.leftOut.map(({ reason, count }) => (
        <li key={reason}>
          {countOf(count)} left out: they {leftOutReasons[reason]}.
        </li>
      ))}
    </ul>
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

/** The last word: how many get it, and that it can't be taken back. */
function SendPanel({ page, preview }: { page: NewMailingWork; preview: MailingPreview }) {
  const { send, sendNow, maySend, draft } = page;
  const leave = () => {
    send.reset();
    page.setSending(false);
  };
  const mayGo = maySend && !send.isPending;
  useShortcuts([
    { keys: 'Escape', does: 'leave', run: leave, inFields: true },
    ...(mayGo ? [{ keys: 'Ctrl+Enter', does: 'send it', run: sendNow, inFields: true }] : []),
  ]);
  const emails = plural(preview.count, 'email', 'emails');
  return (
    <SidePanel
      title={`Send ${emails}`}
      about="What has left can’t be taken back. While it is being sent you can stop it: the rest get nothing."
      takesFocus
      foot={
        <>
          <button type="button" className="btn d" disabled={!mayGo} onClick={sendNow}>
            Send {emails} <kbd>Ctrl ↵</kbd>
          </button>
          <button type="button" className="btn t" onClick={leave}>
            Write on <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      {send.error && <p className="note danger">{send.error.message}</p>}
      <p>
        <span className="mut">Subject</span> <b>{preview.examples[0]?.subject ?? draft.subject}</b>
      </p>
      <p>
        {plural(preview.count, 'person', 'people')} {preview.count === 1 ? 'gets' : 'get'} it, some 300 a
        minute, after emails of other kinds.
      </p>
      <LeftOut preview={preview} />
    </SidePanel>
  );
}
