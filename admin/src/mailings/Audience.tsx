import type { EventSummary } from '@holdfast/shared/catalog';
import { Combo } from '../ui/ComboField.tsx';
import { startOf } from '../ui/time.ts';
import type { NewMailingWork } from './useNewMailing.ts';

/** Who is written to, and what narrows it. */
export function Audience({ page }: { page: NewMailingWork }) {
  const { draft, change } = page;
  const isBuyers = draft.to === 'buyers';
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
      {isBuyers && draft.eventId && <Narrowing page={page} />}
    </>
  );
}

/** Of an event's buyers: whose tickets aren't sent, of one listing, in some sections. */
function Narrowing({ page: { draft, change, preview } }: { page: NewMailingWork }) {
  const toggle = (section: string) =>
    change({
      sections: draft.sections.includes(section)
        ? draft.sections.filter((each) => each !== section)
        : [...draft.sections, section],
    });
  return (
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
  );
}
