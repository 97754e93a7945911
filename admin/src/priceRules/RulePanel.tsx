/** Changes a saved rule, and deletes it. */
import type { SavedPriceRule } from '@holdfast/shared/listings';
import { useState } from 'react';
import { type ActionDraft, newDraft } from '../listings/actions/draft.ts';
import { PriceFields } from '../listings/actions/PriceFields.tsx';
import { PendingHint } from '../ui/pendingHint.tsx';
import { SidePanel } from '../ui/SidePanel.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { workTime } from '../ui/time.ts';
import { useUnloadQuestion } from '../ui/useUnloadQuestion.ts';
import { LastRun, RuleButtons } from './LastRun.tsx';
import { RuleInputs } from './RuleInputs.tsx';
import { missingInRule, type RuleText } from './ruleText.ts';
import { useRuleActions } from './useRuleActions.ts';
import { viewWords } from './viewWords.ts';

const draftOf = ({ pricing }: SavedPriceRule): ActionDraft =>
  newDraft('price', { by: 'view', filter: {}, listings: 0 }, pricing);

/** What is typed of the rule, and what still misses. */
function useRuleDraft(rule: SavedPriceRule) {
  const [text, setText] = useState<RuleText>({ name: rule.name, runsAt: rule.runsAt });
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [touched, setTouched] = useState(false);
  useUnloadQuestion(touched);
  return {
    text,
    draft,
    touched,
    missing: missingInRule(text) ?? (draft.change ? null : 'Enter the new price first.'),
    changeText(part: Partial<RuleText>) {
      setTouched(true);
      setText((before) => ({ ...before, ...part }));
    },
    changePricing(part: Partial<ActionDraft>) {
      setTouched(true);
      setDraft((before) => ({ ...before, ...part }));
    },
  };
}

const aboutOf = ({ filter, owner, changed }: SavedPriceRule) =>
  `Runs on ${viewWords(filter)}, as ${owner}.${changed ? ` Changed by ${changed.by}, ${workTime(changed.at)}.` : ''}`;

export function RulePanel({ rule, close }: { rule: SavedPriceRule; close: () => void }) {
  const { text, draft, touched, missing, changeText, changePricing } = useRuleDraft(rule);
  // What is typed is meant for the rule as it was when this panel was opened, or after the last change made here.
  const [seen, setSeen] = useState(rule.version);
  const actions = useRuleActions({ ...rule, version: seen });
  const save = () => {
    const { change, roundTo, keepWithinLimits } = draft;
    if (missing === null && change)
      actions.change({ ...text, pricing: { change, roundTo, keepWithinLimits } }, close);
  };
  useShortcuts([
    { keys: 'Ctrl+Enter', does: 'save', run: save, inFields: true },
    { keys: 'Escape', does: 'leave it', run: close, inFields: true },
  ]);
  return (
    <SidePanel
      title={rule.name}
      about={aboutOf(rule)}
      foot={
        <>
          <PendingHint text={(touched && missing) || ''} />
          <button
            type="button"
            className="btn p"
            disabled={missing !== null || !touched || actions.busy}
            onClick={save}
          >
            Save <kbd>Ctrl Enter</kbd>
          </button>
          <button type="button" className="btn t" onClick={close}>
            Close <kbd>Esc</kbd>
          </button>
        </>
      }
    >
      <RuleInputs text={text} change={changeText} />
      <PriceFields draft={draft} change={changePricing} />
      {actions.error && (
        <p className="note danger" role="alert">
          {actions.error}
        </p>
      )}
      <Runs rule={rule} onChanged={({ version }) => setSeen(version)} />
      <DeleteRule
        busy={actions.busy}
        remove={() => {
          actions.remove();
          close();
        }}
      />
    </SidePanel>
  );
}

function Runs({ rule, onChanged }: { rule: SavedPriceRule; onChanged: (changed: SavedPriceRule) => void }) {
  return (
    <>
      <h3 className="sub">Its runs</h3>
      <dl className="kv">
        <dt>Next</dt>
        <dd>{rule.nextAt ? workTime(rule.nextAt) : 'switched off'}</dd>
        <dt>Last</dt>
        <dd>
          <LastRun last={rule.last} />
        </dd>
      </dl>
      <p style={{ marginTop: 8 }}>
        <RuleButtons rule={rule} onChanged={onChanged} />
      </p>
    </>
  );
}

/** Asks once more before it deletes. */
function DeleteRule({ busy, remove }: { busy: boolean; remove: () => void }) {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <h3 className="sub">Delete it</h3>
      <p className="sm mut">It no longer runs. Its reports stay under Bulk runs.</p>
      <button
        type="button"
        className={asks ? 'btn d' : 'btn'}
        disabled={busy}
        onClick={() => (asks ? remove() : setAsks(true))}
      >
        {asks ? 'Yes, delete the rule' : 'Delete the rule'}
      </button>
    </>
  );
}
