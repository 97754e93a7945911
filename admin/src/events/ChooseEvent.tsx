import type { EventSummary } from '@holdfast/shared/catalog';
import { type RefObject, useState } from 'react';
import { useGetOne } from 'react-admin';
import { Combo } from '../ui/ComboField.tsx';
import { startOf } from '../ui/time.ts';

/** Finds one of our events by name and chooses it with a button. */
export function ChooseEvent({
  id,
  title,
  label,
  hint,
  verb,
  busy = false,
  field,
  choose,
}: {
  id: string;
  title: string;
  label: string;
  hint?: string;
  /** On the button. */
  verb: string;
  busy?: boolean;
  /** For the key that leads here. */
  field: RefObject<HTMLDivElement | null>;
  choose: (event: EventSummary) => void;
}) {
  const [eventId, setEventId] = useState<string | null>(null);
  const { data: event } = useGetOne<EventSummary>(
    'events',
    { id: eventId ?? '' },
    { enabled: eventId !== null },
  );
  return (
    <div ref={field}>
      <h3 className="sub">{title}</h3>
      <div className="fld">
        <label htmlFor={id}>{label}</label>
        <div className="ctl">
          <Combo<EventSummary>
            id={id}
            resource="events"
            sort="startsAt"
            nameOf={(each) => each.name}
            aside={startOf}
            value={eventId}
            onChange={setEventId}
            described={hint && `${id}-hint`}
          />
        </div>
        {hint && (
          <div className="hint" id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
      <button
        type="button"
        className="btn"
        style={{ marginTop: 6 }}
        disabled={!event || busy}
        onClick={() => event && choose(event)}
      >
        {verb}
      </button>
    </div>
  );
}
