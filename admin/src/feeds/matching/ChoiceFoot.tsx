import type { WaitingDetail } from '@holdfast/shared/feeds';
import type { ReactNode } from 'react';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { type Choice, hasStart, previewOf, verbOf, whyNotMade } from './choice.ts';
import { startOfEventText } from './feedEventText.ts';

interface FootProps {
  entry: WaitingDetail | undefined;
  choice: Choice | null;
  setChoice: (choice: Choice | null) => void;
  problem: string | null;
  /** Nothing is missing for the action. */
  may: boolean;
  act: () => void;
  busy: boolean;
  /** Puts an ignored entry back; null where it waits. */
  reopen: (() => void) | null;
  close: () => void;
}

/** Previews the chosen decision with its button; without a choice, lists what can be chosen. */
export function ChoiceFoot(props: FootProps) {
  const { entry, choice, problem } = props;
  const refused = problem && (
    <p className="note danger" role="alert">
      {problem} Nothing was changed.
    </p>
  );
  if (entry && choice) return <Confirm {...props} entry={entry} choice={choice} refused={refused} />;
  return <Choose {...props} refused={refused} />;
}

function Confirm({
  entry,
  choice,
  setChoice,
  may,
  act,
  refused,
}: FootProps & { entry: WaitingDetail; choice: Choice; refused: ReactNode }) {
  return (
    <>
      <p className="say" role="status">
        {previewOf(entry, choice)}
      </p>
      {choice.what === 'link' && hasStart(entry) && (
        <TakeStart entry={entry} choice={choice} setChoice={setChoice} />
      )}
      {choice.what === 'ignore' && (
        <ReasonField
          id="ignore-reason"
          value={choice.reason}
          onChange={(reason) => setChoice({ ...choice, reason })}
        />
      )}
      {refused}
      <button type="button" className="btn p" disabled={!may} onClick={act}>
        {verbOf[choice.what]} <kbd>Ctrl Enter</kbd>
      </button>
      <button type="button" className="btn t" onClick={() => setChoice(null)}>
        Leave it waiting <kbd>Esc</kbd>
      </button>
    </>
  );
}

function Choose({ entry, setChoice, busy, reopen, close, refused }: FootProps & { refused: ReactNode }) {
  const whyNot = entry && whyNotMade(entry);
  return (
    <>
      {refused}
      {whyNot && reopen === null && <p className="note">{whyNot}</p>}
      {reopen ? (
        <button type="button" className="btn p" disabled={busy} onClick={reopen}>
          Put it back into the queue <kbd>r</kbd>
        </button>
      ) : (
        <>
          <button
            type="button"
            className="btn"
            disabled={!entry || whyNot !== null}
            onClick={() => setChoice({ what: 'create', drafts: {} })}
          >
            Make an event of it <kbd>n</kbd>
          </button>
          <button
            type="button"
            className="btn"
            disabled={!entry}
            onClick={() => setChoice({ what: 'ignore', reason: '' })}
          >
            Ignore it <kbd>x</kbd>
          </button>
        </>
      )}
      <button type="button" className="btn t" onClick={close}>
        Close <kbd>Esc</kbd>
      </button>
    </>
  );
}

function TakeStart({
  entry,
  choice,
  setChoice,
}: {
  entry: WaitingDetail;
  choice: Extract<Choice, { what: 'link' }>;
  setChoice: (choice: Choice) => void;
}) {
  const turn = () => setChoice({ ...choice, takeStart: !choice.takeStart });
  useShortcuts([{ keys: 't', does: 'take their start', run: turn }]);
  return (
    <label className="check-line">
      <input type="checkbox" className="check" checked={choice.takeStart} onChange={turn} />
      <span>
        Take their start, {startOfEventText(entry.facts)} <kbd>t</kbd>
      </span>
    </label>
  );
}
