import type { EventSummary } from '@holdfast/shared/catalog';
import type { ImportRowDetail } from '@holdfast/shared/consignment';
import { type RefObject, useState } from 'react';
import { Combo } from '../ui/ComboField.tsx';
import { plural } from '../ui/figures.tsx';
import { startOf } from '../ui/time.ts';

/** Which game the row means: it is remembered for the consignor, for every row that says the same. */
export function ChooseGame({
  row,
  busy,
  choose,
  field,
}: {
  row: ImportRowDetail;
  busy: boolean;
  choose: (eventId: string) => void;
  field: RefObject<HTMLDivElement | null>;
}) {
  const [eventId, setEventId] = useState<string | null>(null);
  return (
    <div ref={field}>
      <h3 className="sub">Choose the game</h3>
      <div className="fld">
        <label htmlFor="choose-game">Game that this row means</label>
        <div className="ctl">
          <Combo<EventSummary>
            id="choose-game"
            resource="events"
            sort="startsAt"
            nameOf={(event) => event.name}
            aside={startOf}
            value={eventId}
            onChange={setEventId}
            described="choose-game-hint"
          />
        </div>
        <div className="hint" id="choose-game-hint">
          {row.sameGameRows > 1
            ? `${plural(row.sameGameRows, 'row')} of this file say the same. `
            : 'Later files that say the same are read so. '}
          The whole file is looked at again.
        </div>
      </div>
      <button
        type="button"
        className="btn"
        style={{ marginTop: 6 }}
        disabled={eventId === null || busy}
        onClick={() => eventId && choose(eventId)}
      >
        {row.sameGameRows > 1 ? `Take it for ${plural(row.sameGameRows, 'row')}` : 'Take this game'}
      </button>
    </div>
  );
}
