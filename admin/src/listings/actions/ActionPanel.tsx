import { Link } from 'react-router';
import { plural } from '../../ui/figures.tsx';
import { isHere, PendingHint, stillRead, usePendingHint } from '../../ui/pendingHint.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { ActionFields, asksFirst } from './ActionFields.tsx';
import { actionConfig, actionTitle } from './actionConfig.ts';
import { sizeOf } from './draft.ts';
import { ByGame, Outcome, Worth } from './Outcome.tsx';
import type { ActionControl } from './useListingAction.ts';

/** Why the action can't be confirmed yet: only what the panel previews can be confirmed. */
function pendingReason(control: ActionControl, key: string): string | null {
  if (control.busy) return 'It is being done.';
  if (control.missingField !== null) return control.missingField;
  if (control.reading) return stillRead(key);
  if (!control.actionPreview) return 'Without a preview nothing is done.';
  return control.actionPreview.done > 0 ? null : 'None of them can be done. Why stands above.';
}

/** An action's preview and then its result: rows, money, who is notified, and the button that names it. */
export function ActionPanel({ control, close }: { control: ActionControl; close: () => void }) {
  const { draft, actionPreview, done } = control;
  const able = actionPreview?.done ?? 0;
  const key = draft && asksFirst(draft.name) ? 'Ctrl Enter' : 'Enter';
  const why = pendingReason(control, key);
  const pendingHint = usePendingHint(why, isHere(key), draft?.target);
  const act = () => (done ? close() : pendingHint.tryTo(control.confirm));
  useShortcuts([
    { keys: 'Enter', does: done ? 'close' : 'do it', run: act },
    { keys: 'Ctrl+Enter', does: 'do it from a field', run: act, inFields: true, quiet: true },
    { keys: 'Escape', does: 'leave it', run: close, inFields: true },
  ]);
  if (!draft) return null;
  const look = actionConfig[draft.name];
  const size = sizeOf(draft);
  const isView = draft.target.by === 'view';
  return (
    <SidePanel
      title={done ? `${look.verb}: ${done.by === 'view' ? 'begun' : 'done'}` : actionTitle(draft.name, size)}
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
            <PendingHint said={pendingHint.said} />
            <button
              type="button"
              className={look.danger ? 'btn d' : 'btn p'}
              disabled={why !== null}
              onClick={act}
            >
              {actionTitle(draft.name, actionPreview ? able : size)} <kbd>{key}</kbd>
            </button>
            <button type="button" className="btn t" onClick={close}>
              Close <kbd>Esc</kbd>
            </button>
          </>
        )
      }
    >
      {!done && <ActionFields draft={draft} change={control.change} />}
      {control.trouble !== null && (
        <p className="note danger" role="alert">
          {control.trouble instanceof Error ? control.trouble.message : 'That didn’t work.'} Nothing was
          changed.
        </p>
      )}
      {control.previewError && !done && (
        <p className="note warn" role="alert">
          {control.previewError.message}
        </p>
      )}
      {done?.by === 'view' ? (
        <p className="note success">
          {plural(done.run.listings, 'listing')} are worked through. How far it is stands in the key line; its
          report names each that is left out, and why.
        </p>
      ) : (
        actionPreview && (
          <Outcome actionPreview={actionPreview} outcome={look.outcome} happened={done !== null} />
        )
      )}
      {!done && control.conflicts.length > 0 && (
        <button type="button" className="btn" style={{ marginTop: 8 }} onClick={() => control.lookAgain()}>
          Look at the changed ones again
        </button>
      )}
      {actionPreview && done?.by !== 'view' && (
        <>
          <Worth actionPreview={actionPreview} />
          <ByGame actionPreview={actionPreview} />
        </>
      )}
      <h3 className="sub">Who hears of it</h3>
      <p className="mut">{look.notifies(actionPreview?.consignors ?? 0)}</p>
    </SidePanel>
  );
}
