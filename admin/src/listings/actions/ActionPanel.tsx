import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { SaveRule } from '../../priceRules/SaveRule.tsx';
import { plural } from '../../ui/figures.tsx';
import { isHere, PendingHint, stillRead, usePendingHint } from '../../ui/pendingHint.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { useKeysWait, useShortcuts } from '../../ui/shortcuts.tsx';
import { ActionFields, asksFirst } from './ActionFields.tsx';
import { actionConfig, actionTitle, isUndoable, reportTitle } from './actionConfig.ts';
import { type ActionDraft, consignorsOf, namesOf, onlyOf, setsPrices } from './draft.ts';
import { ByGame, Outcome, Worth } from './Outcome.tsx';
import { PriceChanges, ViewPriceChanges } from './PriceChanges.tsx';
import { worthNow } from './preview.ts';
import type { ActionControl } from './useListingAction.ts';

/** Why the action can't be confirmed yet: only what the panel previews can be confirmed. */
function pendingReason(control: ActionControl, key: string): string | null {
  if (control.busy) return 'It is being done.';
  if (control.missingField !== null) return control.missingField;
  if (control.reading) return stillRead(key);
  if (!control.actionPreview) return 'Without a preview nothing is done.';
  return control.actionPreview.done > 0 ? null : 'Nothing would change: see the reasons above.';
}

/** Whoever works through a queue presses Enter before a preview is here; after so long, in ms, the panel says so instead. */
const previewPatienceMs = 1_000;

/**
 * Keys are kept while the action is being done, and while the preview of one listing, which its row has shown already, is
 * being read.
 */
function useKeysOfPanel({ draft, busy, reading, missingField }: ActionControl): boolean {
  const [lateFor, setLateFor] = useState<number | null>(null);
  const opened = draft?.opened ?? null;
  useEffect(() => {
    const timer = setTimeout(() => setLateFor(opened), previewPatienceMs);
    return () => clearTimeout(timer);
  }, [opened]);
  const isOne = draft !== null && onlyOf(draft) !== null;
  const waits = busy || (isOne && reading && missingField === null && lateFor !== opened);
  useKeysWait(waits);
  return waits;
}

/** An action's preview and then its result: rows, money, who is notified, and the button that names it. */
export function ActionPanel({
  control,
  close,
  undo,
}: {
  control: ActionControl;
  close: () => void;
  /** Opens the undo of what was done. */
  undo: () => void;
}) {
  const { draft, done } = control;
  const key = draft && asksFirst(draft) ? 'Ctrl Enter' : 'Enter';
  const why = pendingReason(control, key);
  const pendingHint = usePendingHint(why, isHere(key), draft?.target);
  const act = () => (done ? close() : pendingHint.tryTo(control.confirm));
  const waits = useKeysOfPanel(control);
  const canUndo = done !== null && isUndoable(done.draft.name) && changedBy(done) > 0;
  useShortcuts([
    { keys: 'Enter', does: done ? 'close' : 'do it', run: () => (waits ? false : act()) },
    { keys: 'Ctrl+Enter', does: 'do it from a field', run: act, inFields: true, quiet: true },
    ...(canUndo ? [{ keys: 'z', does: 'undo it', run: undo }] : []),
    ...(draft?.name === 'approve' && !draft.withPrice && !done
      ? [{ keys: 'p', does: 'set the price too', run: () => control.change({ withPrice: true }) }]
      : []),
    { keys: 'Escape', does: 'leave it', run: close, inFields: true },
  ]);
  if (!draft) return null;
  const size = control.size ?? 0;
  return (
    <SidePanel
      title={
        done
          ? reportTitle(draft, done.by === 'view' ? done.run.listings : done.result.done, done.by === 'view')
          : actionTitle(draft, size)
      }
      about={<About draft={draft} done={done} />}
      takesFocus={!asksFirst(draft)}
      foot={
        done ? (
          <DoneFoot done={done} close={close} undo={canUndo ? undo : null} />
        ) : (
          <>
            <PendingHint text={pendingHint.text} />
            <button
              type="button"
              className={actionConfig[draft.name].danger ? 'btn d' : 'btn p'}
              disabled={why !== null}
              onClick={act}
            >
              {actionTitle(draft, control.actionPreview?.done ?? size)} <kbd>{key}</kbd>
            </button>
            <button type="button" className="btn t" onClick={close}>
              Close <kbd>Esc</kbd>
            </button>
          </>
        )
      }
    >
      <Content control={control} draft={draft} />
    </SidePanel>
  );
}

/** Which listings it is about, and whether anything has happened. */
function About({ draft, done }: { draft: ActionDraft; done: ActionControl['done'] }) {
  const isView = draft.target.by === 'view';
  const names = namesOf(draft);
  return (
    <>
      {names && <b className="bold">{names}. </b>}
      {done
        ? isView
          ? 'It runs in the background, and goes on if you leave.'
          : 'This is what happened.'
        : `Nothing has happened yet. This is what would${isView ? ', over the whole view' : ''}.`}
      {isView && !done && ' What changes meanwhile or comes into the view is left out, and named.'}
    </>
  );
}

type Done = NonNullable<ActionControl['done']>;

const changedBy = (done: Done) => (done.by === 'view' ? done.run.listings : done.result.done);

function DoneFoot({ done, close, undo }: { done: Done; close: () => void; undo: (() => void) | null }) {
  return (
    <>
      <button type="button" className="btn p" onClick={close}>
        Close <kbd>Enter</kbd>
      </button>
      {undo && (
        <button type="button" className="btn" onClick={undo}>
          Undo <kbd>z</kbd>
        </button>
      )}
      {done.by === 'view' && (
        <Link className="btn t" to={`/bulk-runs/${done.run.id}`}>
          Its report
        </Link>
      )}
    </>
  );
}

function Prices({ control, draft }: { control: ActionControl; draft: ActionDraft }) {
  if (draft.target.by === 'rows') return <PriceChanges outcomes={control.actionPreview?.rows ?? []} />;
  return control.view ? <ViewPriceChanges draft={draft} view={control.view} /> : null;
}

function Content({ control, draft }: { control: ActionControl; draft: ActionDraft }) {
  const { actionPreview, done, trouble, previewError } = control;
  const { outcome, danger, notifies } = actionConfig[draft.name];
  const isRun = done?.by === 'view';
  const worth = actionPreview ?? worthNow(draft.target);
  const consignors = actionPreview?.consignors ?? consignorsOf(draft);
  return (
    <>
      {!done && <ActionFields draft={draft} change={control.change} />}
      {!done && draft.target.by === 'view' && draft.name === 'price' && draft.change && (
        <SaveRule
          filter={draft.target.filter}
          pricing={{
            change: draft.change,
            roundTo: draft.roundTo,
            keepWithinLimits: draft.keepWithinLimits,
          }}
        />
      )}
      {trouble !== null && (
        <p className="note danger" role="alert">
          {trouble.message} Nothing was changed.
        </p>
      )}
      {previewError && !done && (
        <p className="note warn" role="alert">
          {previewError.message}
        </p>
      )}
      {isRun && (
        <p className="note success">
          {plural(done.run.listings, 'listing')} are worked through. The shortcut bar shows how far it is; its
          report names each that is left out, and why.
          {done.run.cameAfter > 0 &&
            ` ${plural(done.run.cameAfter, 'listing')} came into the view since, and ${done.run.cameAfter === 1 ? 'is' : 'are'} left out.`}
        </p>
      )}
      {!isRun && actionPreview && (
        <Outcome actionPreview={actionPreview} outcome={outcome} isHarm={danger} happened={done !== null} />
      )}
      {!done && (control.conflicts.length > 0 || (control.previewError && draft.target.by === 'view')) && (
        <button type="button" className="btn" style={{ marginTop: 8 }} onClick={control.lookAgain}>
          {draft.target.by === 'view' ? 'Look at the view again' : 'Look at the changed ones again'}
        </button>
      )}
      {!isRun && actionPreview && setsPrices(draft) && <Prices control={control} draft={draft} />}
      {!isRun && worth && <Worth worth={worth} />}
      {!isRun && actionPreview && <ByGame actionPreview={actionPreview} />}
      {consignors !== null && (
        <>
          <h3 className="sub">Who is notified</h3>
          <p className="mut">{notifies(consignors)}</p>
        </>
      )}
    </>
  );
}
