import type { GateEvent, GateNow } from '@holdfast/shared/gate';
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { api } from '../api/api.ts';
import { NotLoaded } from '../ui/NotLoaded.tsx';
import { clock, dayOfWeek } from '../ui/time.ts';
import { useRead } from '../ui/useRead.ts';
import { Came } from './Came.tsx';
import { useCodes } from './useCodes.ts';
import { useScans } from './useScans.ts';
import { Verdict } from './Verdict.tsx';

/** Milliseconds between two looks at the counts: other phones let in too. */
const lookEveryMs = 3_000;

/** The gate of one event: camera, typed codes, the verdict, and who came. */
export function Scanning({ event, gate }: { event: GateEvent; gate: string }) {
  const read = useCallback(() => api.gate(event.id), [event.id]);
  const { value: now, set, hasFailed, again } = useRead<GateNow>(read);
  const { last, send, see } = useScans(event.id, gate);
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void again();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [again]);
  const answered = last?.state === 'answered' ? last.scanned : null;
  useEffect(() => {
    if (answered) void again();
  }, [answered, again]);
  const shown = now?.event ?? event;
  return (
    <>
      {!shown.isOpen && <Closed event={shown} />}
      <div className="gate-scan">
        <Camera see={see} />
        <div>
          <Verdict last={last} timeZone={event.timeZone} />
          <Typed send={send} />
        </div>
      </div>
      {now ? (
        <Came now={now} changed={set} />
      ) : hasFailed ? (
        <NotLoaded what="Who came" again={again} />
      ) : (
        <div className="flat-block" aria-busy="true" />
      )}
      {now && hasFailed && (
        <p className="msg" role="status">
          The counts couldn’t be read again just now. Scans still count.
        </p>
      )}
    </>
  );
}

function Closed({ event: { status, opensAt, timeZone } }: { event: GateEvent }) {
  const from = `${dayOfWeek(opensAt, timeZone)}, ${clock(opensAt, timeZone)}`;
  return (
    <p className="note">
      {status === 'cancelled'
        ? 'This event is canceled: no code lets in.'
        : status === 'postponed'
          ? 'This event is postponed: its codes let in on the new date.'
          : Date.parse(opensAt) > Date.now()
            ? `Its codes let in from ${from} on. Until then you can try the camera; nothing is used up.`
            : 'This event is over: no code lets in any more.'}
    </p>
  );
}

function Camera({ see }: { see: (code: string) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [tries, setTries] = useState(0);
  const problem = useCodes(video, tries, see);
  const isOn = tries > 0 && problem === null;
  return (
    <div className="gate-camera">
      <video ref={video} muted playsInline aria-label="What the camera sees" hidden={!isOn} />
      {problem !== null && (
        <p className="msg" role="alert">
          {problem}
        </p>
      )}
      <button
        type="button"
        className={isOn ? 'btn btn-line' : 'btn btn-go btn-big'}
        onClick={() => setTries(isOn ? 0 : tries + 1)}
      >
        {isOn ? 'Stop the camera' : problem === null ? 'Start the camera' : 'Try the camera again'}
      </button>
    </div>
  );
}

function Typed({ send }: { send: (code: string) => Promise<void> }) {
  const submit = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    const form = submitted.currentTarget;
    const code = String(new FormData(form).get('code') ?? '').trim();
    if (code === '') return form.querySelector('input')?.focus();
    form.reset();
    void send(code);
  };
  return (
    <form className="gate-typed" onSubmit={submit} aria-label="Type a code">
      <label htmlFor="gate-code">Code, as it stands below the picture</label>
      <div>
        <input
          className="input"
          id="gate-code"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={60}
        />
        <button type="submit" className="btn btn-quiet">
          Check
        </button>
      </div>
    </form>
  );
}
