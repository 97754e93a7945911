import { ApiProblem } from '@holdfast/shared/apiClient';
import type { GateEvent } from '@holdfast/shared/gate';
import { useCallback, useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { definePage, type PageProps } from '../router/route.ts';
import { Field } from '../ui/Field.tsx';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { clock, dayOfWeek } from '../ui/time.ts';
import { Scanning } from './Scanning.tsx';

type Known =
  | { state: 'loading' }
  | { state: 'ready'; events: GateEvent[] }
  | { state: 'signedOut' | 'notGate' | 'noSecondFactor' | 'failed' };

async function readEvents(): Promise<Known> {
  try {
    return { state: 'ready', events: await api.gateEvents() };
  } catch (error) {
    const code = error instanceof ApiProblem ? error.problem.code : null;
    if (code === 'sign_in_required') return { state: 'signedOut' };
    if (code === 'second_factor_missing') return { state: 'noSecondFactor' };
    return { state: code === 'forbidden' ? 'notGate' : 'failed' };
  }
}

/** The gate of our own events, for the phone of who stands there. The cached HTML contains nothing of it. */
function GatePage(_: PageProps<null>) {
  const [known, setKnown] = useState<Known>({ state: 'loading' });
  const load = useCallback(async () => setKnown(await readEvents()), []);
  useEffect(() => void load(), [load]);
  switch (known.state) {
    case 'loading':
      return <div className="wrap gate flat-block tall" aria-busy="true" />;
    case 'ready':
      return <Gate events={known.events} />;
    case 'failed':
      return (
        <div className="wrap plain">
          <NotLoaded what="The gate" again={load} />
        </div>
      );
    case 'signedOut':
      return (
        <Refused title="Gate">
          <p>Sign in with the account that you were invited with, to scan tickets.</p>
          <a className="btn btn-go" href="/sign-in?next=/gate">
            Sign in
          </a>
        </Refused>
      );
    case 'noSecondFactor':
      return (
        <Refused title="Gate">
          <p>Everybody who works here needs a second factor. Set one up, then come back.</p>
          <a className="btn btn-go" href="/account">
            To your account
          </a>
        </Refused>
      );
    case 'notGate':
      return (
        <Refused title="Gate">
          <p>Your account doesn’t scan tickets. Ask an administrator for the role “Gate”.</p>
          <a className="btn btn-line" href="/orders">
            My orders
          </a>
        </Refused>
      );
  }
}

function Refused({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="wrap plain">
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** Where the phone remembers what its gate is called. */
const gateName = 'gate-name';

function Gate({ events }: { events: GateEvent[] }) {
  const [eventId, setEventId] = useState(() => (events.length === 1 ? events[0]?.id : undefined));
  const [gate, setGate] = useState(() => localStorage.getItem(gateName) ?? '');
  const [isHere, setHere] = useState(false);
  const event = events.find(({ id }) => id === eventId);
  if (event && isHere)
    return (
      <div className="wrap gate">
        <div className="gate-head">
          <div>
            <h1>{event.name}</h1>
            <p className="muted">
              {whenText(event)}. You are at: {gate}.
            </p>
          </div>
          <button type="button" className="btn btn-line btn-sm" onClick={() => setHere(false)}>
            Another event or place
          </button>
        </div>
        <Scanning key={event.id} event={event} gate={gate} />
      </div>
    );
  return (
    <div className="wrap gate">
      <h1>Gate</h1>
      {events.length === 0 ? (
        <p>
          No event of our own is within the next week. Games of teams aren’t scanned here: their gates are the
          teams’.
        </p>
      ) : (
        <form
          className="form"
          aria-label="Where you stand"
          onSubmit={(submitted) => {
            submitted.preventDefault();
            const name = String(new FormData(submitted.currentTarget).get('gate') ?? '').trim();
            if (!event || name === '') return;
            localStorage.setItem(gateName, name);
            setGate(name);
            setHere(true);
          }}
        >
          <fieldset className="gate-events">
            <legend>Which event?</legend>
            {events.map((each) => (
              <label key={each.id}>
                <input
                  type="radio"
                  name="event"
                  required
                  checked={each.id === eventId}
                  onChange={() => setEventId(each.id)}
                />
                <span>
                  <b>{each.name}</b>
                  <span className="muted">
                    {whenText(each)}, {each.venue}. {each.admitted} of {each.sold} came.
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field
            label="Where do you stand?"
            name="gate"
            autoComplete="off"
            value={gate}
            required
            hint="Such as Main entrance. Each admission names it."
          />
          <button type="submit" className="btn btn-go btn-big">
            Scan tickets
          </button>
        </form>
      )}
    </div>
  );
}

const whenText = ({ startsAt, timeZone }: GateEvent): string =>
  `${dayOfWeek(startsAt, timeZone)}, ${clock(startsAt, timeZone)}`;

/** /gate: scans the codes of our own events. */
export const gatePage = definePage<null>({
  load: async () => null,
  head: () => ({ title: 'Gate' }),
  Page: GatePage,
});
