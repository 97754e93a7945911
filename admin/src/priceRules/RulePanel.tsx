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
import { LastTurn, RuleButtons } from './LastTurn.tsx';
import { RuleInputs } from './RuleInputs.tsx';
import { missingInRule, type RuleText } from './ruleText.ts';
import { useRuleActions } from './useRuleActions.ts';
import { viewWords } from './viewWords.ts';

const draftOf = ({ pricing }: SavedPriceRule): ActionDraft =>
  newDraft('price', { by: 'view', filter: {}, listings: 0 }, pricing);

export function RulePanel({ rule, close }: { rule: SavedPriceRule; close: () => void }) {
  const [text, setText] = useState<RuleText>({ name: rule.name, runsAt: rule.runsAt });
  const [draft, setDraft] = useState(() => draftOf(rule));
  const [touched, setTouched] = useState(false);
  const [asksDelete, setAsksDelete] = useState(false);
  const actions = useRuleActions(rule);
  useUnloadQuestion(touched);
  const missing = missingInRule(text) ?? (draft.change ? null : 'Say the new price first.');
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
      about={`Over ${viewWords(rule.filter)}, as ${rule.owner}.`}
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
      <RuleInputs
        text={text}
        change={(part) => {
          setTouched(true);
          setText((before) => ({ ...before, ...part }));
        }}
      />
      <PriceFields
        draft={draft}
        change={(part) => {
          setTouched(true);
          setDraft((before) => ({ ...before, ...part }));
        }}
      />
      {actions.error && (
        <p className="note danger" role="alert">
          {actions.error} Nothing was changed.
        </p>
      )}
      <h3 className="sub">Its turns</h3>
      <dl className="kv">
        <dt>Next</dt>
        <dd>{rule.nextAt ? workTime(rule.nextAt) : 'switched off'}</dd>
        <dt>Last</dt>
        <dd>
          <LastTurn last={rule.last} />
        </dd>
      </dl>
      <p style={{ marginTop: 8 }}>
        <RuleButtons rule={rule} />
      </p>
      <h3 className="sub">Delete it</h3>
      <p className="sm mut">It runs no more. Its reports stay under Bulk runs.</p>
      <button
        type="button"
        className={asksDelete ? 'btn d' : 'btn'}
        disabled={actions.busy}
        onClick={() => {
          if (!asksDelete) return setAsksDelete(true);
          actions.remove();
          close();
        }}
      >
        {asksDelete ? 'Yes, delete the rule' : 'Delete the rule'}
      </button>
    </SidePanel>
  );
}
