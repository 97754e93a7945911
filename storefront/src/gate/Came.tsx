import type { Admission, GateNow } from '@holdfast/shared/gate';
import { useState } from 'react';
import { api } from '../api/api.ts';
import { Field } from '../ui/Field.tsx';
import { SubmissionForm } from '../ui/SubmissionForm.tsx';
import { clock } from '../ui/time.ts';
import { useSubmission } from '../ui/useSubmission.ts';

/** How many came, by ticket type, and the last of them, which can be taken back. */
export function Came({ now, changed }: { now: GateNow; changed: (now: GateNow) => void }) {
  const { event, types, newest } = now;
  return (
    <section className="gate-came" aria-labelledby="came">
      <h2 id="came">
        <span className="fig">{event.admitted}</span> of <span className="fig">{event.sold}</span> came
      </h2>
      {types.length > 1 && (
        <ul className="gate-types">
          {types.map(({ name, sold, admitted }) => (
            <li key={name}>
              <span>{name}</span>
              <b className="fig">
                {admitted} of {sold}
              </b>
            </li>
          ))}
        </ul>
      )}
      {newest.length > 0 && <h3>The last of them</h3>}
      <ul className="gate-newest">
        {newest.map((each) => (
          <Row key={each.id} admission={each} timeZone={event.timeZone} changed={changed} />
        ))}
      </ul>
    </section>
  );
}

function Row({
  admission: { id, place, gate, by, at },
  timeZone,
  changed,
}: {
  admission: Admission;
  timeZone: string;
  changed: (now: GateNow) => void;
}) {
  const [isAsking, setAsking] = useState(false);
  return (
    <li>
      <div>
        <b>{place}</b>
        <span className="muted">
          {clock(at, timeZone)}, {gate}, by {by}
        </span>
      </div>
      {isAsking ? (
        <Undo id={id} changed={changed} leave={() => setAsking(false)} />
      ) : (
        <button type="button" className="btn btn-line btn-sm" onClick={() => setAsking(true)}>
          Take back
        </button>
      )}
    </li>
  );
}

function Undo({ id, changed, leave }: { id: string; changed: (now: GateNow) => void; leave: () => void }) {
  const [key] = useState(() => crypto.randomUUID());
  const submission = useSubmission(async (given) => {
    changed(await api.undoAdmission(id, given('reason'), key));
  });
  return (
    <SubmissionForm
      submission={submission}
      label="Take the admission back"
      button="Take it back"
      busy="Taking it back…"
      buttonClass="btn btn-go btn-sm"
    >
      <Field
        label="Why"
        name="reason"
        autoComplete="off"
        hint="Goes into the log. The code lets in once more."
        error={submission.errors.reason}
      />
      <button type="button" className="btn btn-line btn-sm" onClick={leave}>
        Leave it
      </button>
    </SubmissionForm>
  );
}
