import { Link } from 'react-router';
import { plural } from '../../ui/figures.tsx';
import { useKeys } from '../../ui/keys.tsx';
import { isHere, NotYet, stillRead, useNotYet } from '../../ui/notYet.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { asksFirst, DeedFields } from './DeedFields.tsx';
import { sizeOf } from './draft.ts';
import { deedLooks, deedTitle } from './looks.ts';
import { ByGame, Outcome, Worth } from './Outcome.tsx';
import type { DeedControl } from './useDeed.ts';

/** What keeps the deed from being done now; nothing is done that the panel doesn't show. */
function whyNotYet(control: DeedControl, key: string): string | null {
  if (control.busy) return 'It is being done.';
  if (control.lack !== null) return control.lack;
  if (control.reading) return stillRead(key);
  if (!control.outlook) return 'Without a preview nothing is done.';
  return control.outlook.done > 0 ? null : 'None of them can be done. Why stands above.';
}

/** What a deed would do, then what it did: rows, money, who hears of it, and the button that names it. */
export function DeedPanel({ control, close }: { control: DeedControl; close: () => void }) {
  const { draft, outlook, done } = control;
  const able = outlook?.done ?? 0;
  const key = draft && asksFirst(draft.name) ? 'Ctrl Enter' : 'Enter';
  const why = whyNotYet(control, key);
  const notYet = useNotYet(why, isHere(key), draft?.target);
  const act = () => (done ? close() : notYet.tryTo(control.confirm));
  useKeys([
    { keys: 'Enter', does: done ? 'close' : 'do it', run: act },
    { keys: 'Ctrl+Enter', does: 'do it from a field', run: act, inFields: true, quiet: true },
    { keys: 'Escape', does: 'leave it', run: close, inFields: true },
  ]);
  if (!draft) return null;
  const look = deedLooks[draft.name];
  const size = sizeOf(draft);
  const isView = draft.target.by === 'view';
  return (
    <SidePanel
      title={done ? `${look.verb}: ${done.by === 'view' ? 'begun' : 'done'}` : deedTitle(draft.name, size)}
      about={
        done
          ? done.by === 'view'
            ? 'It runs in the background, and goes on if you leave.'
            : 'This is what happened.'
          : `Nothing has happened yet. This is what would${isView ? ', over the whole view' : ''}.`
      }
      takesFocus={!asksFirst(draft.name)}
      foot={
        done ? (
          <>
            <button type="button" className="btn p" onClick={close}>
              Close <kbd>Enter</kbd>
            </button>
            {done.by === 'view' && (
              <Link className="btn t" to={`/bulk-runs/${done.run.id}`}>
                Its report
              </Link>
            )}
          </>
        ) : (
          <>
            <NotYet said={notYet.said} />
            <button
              type="button"
              className={look.danger ? 'btn d' : 'btn p'}
              disabled={why !== null}
              onClick={act}
            >
              {deedTitle(draft.name, outlook ? able : size)} <kbd>{key}</kbd>
            </button>
            <button type="button" className="btn t" onClick={close}>
              Close <kbd>Esc</kbd>
            </button>
          </>
        )
      }
    >
      {!done && <DeedFields draft={draft} change={control.change} />}
      {control.trouble !== null && (
        <p className="note danger" role="alert">
          {control.trouble instanceof Error ? control.trouble.message : 'That didn’t work.'} Nothing was
          changed.
        </p>
      )}
      {control.previewTrouble && !done && (
        <p className="note warn" role="alert">
          {control.previewTrouble.message}
        </p>
      )}
      {done?.by === 'view' ? (
        <p className="note success">
          {plural(done.run.listings, 'listing')} are worked through. How far it is stands in the key line; its
          report names each that is left out, and why.
        </p>
      ) : (
        outlook && <Outcome outlook={outlook} outcome={look.outcome} happened={done !== null} />
      )}
      {!done && control.conflicts.length > 0 && (
        <button type="button" className="btn" style={{ marginTop: 8 }} onClick={() => control.lookAgain()}>
          Look at the changed ones again
        </button>
      )}
      {outlook && done?.by !== 'view' && (
        <>
          <Worth outlook={outlook} />
          <ByGame outlook={outlook} />
        </>
      )}
      <h3 className="sub">Who hears of it</h3>
      <p className="mut">{look.heard(outlook?.consignors ?? 0)}</p>
    </SidePanel>
  );
}
