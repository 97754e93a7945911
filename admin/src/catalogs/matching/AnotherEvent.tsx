import type { EventSummary } from '@holdfast/shared/catalog';
import { type RefObject, useState } from 'react';
import { useGetOne } from 'react-admin';
import { Combo } from '../../ui/ComboField.tsx';
import { startOf } from '../../ui/time.ts';

/** An event of ours that isn't among the candidates, found by its name. */
export function AnotherEvent({
  field,
  choose,
}: {
  field: RefObject<HTMLDivElement | null>;
  choose: (eventId: string, name: string) => void;
}) {
  const [eventId, setEventId] = useState<string | null>(null);
  const { data: event } = useGetOne<EventSummary>(
    'events',
    { id: eventId ?? '' },
    { enabled: eventId !== null },
  );
  return (
    <div ref={field}>
      <h3 className="sub">Or another one</h3>
      <div className="fld">
        <label htmlFor="another-event">Event of ours that it is</label>
        <div className="ctl">
          <Combo<EventSummary>
            id="another-event"
            resource="events"
            sort="startsAt"
            nameOf={(each) => each.name}
            aside={startOf}
            value={eventId}
            onChange={setEventId}
          />
        </div>
      </div>
      <button
        type="button"
        className="btn"
        style={{ marginTop: 6 }}
        disabled={!event}
        onClick={() => event && choose(event.id, `${event.name}, ${startOf(event)}`)}
      >
        Choose this event
      </button>
    </div>
  );
}
