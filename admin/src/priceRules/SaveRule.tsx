/** Saves the price rule of a view's panel under a name, to run daily. */
import type { NewSavedPriceRule, PricingRule, SavedPriceRule } from '@holdfast/shared/listings';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useSubmissionKey } from '../ui/forms/useSubmissionKey.ts';
import { workTime } from '../ui/time.ts';
import { useUnloadQuestion } from '../ui/useUnloadQuestion.ts';
import { RuleInputs } from './RuleInputs.tsx';
import { missingInRule, newRuleText } from './ruleText.ts';
import { hasFixedTimes } from './viewWords.ts';

type Filter = NewSavedPriceRule['filter'];

export function SaveRule({ filter, pricing }: { filter: Filter; pricing: PricingRule }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(newRuleText);
  const { keyFor } = useSubmissionKey();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (body: NewSavedPriceRule) =>
      call<SavedPriceRule>('/admin/price-rules', { method: 'POST', body, idempotencyKey: keyFor(body) }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['price-rules'] }),
  });
  useUnloadQuestion(isOpen && text.name !== '' && !saving.data);
  if (saving.data)
    return (
      <p className="note success">
        “{saving.data.name}” is saved. It runs next on {workTime(saving.data.nextAt ?? '')}.{' '}
        <Link to="/price-rules">All price rules</Link>
      </p>
    );
  if (!isOpen)
    return (
      <button type="button" className="link" style={{ marginTop: 8 }} onClick={() => setOpen(true)}>
        Save this rule and run it daily
      </button>
    );
  const missing = missingInRule(text);
  return (
    <section aria-label="Save this rule">
      <RuleInputs text={text} change={(part) => setText((before) => ({ ...before, ...part }))} />
      <p className="sm mut">
        Each day it runs on what this view contains then, as you.
        {hasFixedTimes(filter) && ' The dates in this view are fixed: they don’t move with the day.'}
      </p>
      {saving.error && (
        <p className="note danger" role="alert">
          {saving.error.message} Nothing was saved.
        </p>
      )}
      <button
        type="button"
        className="btn"
        style={{ marginTop: 4 }}
        disabled={missing !== null || saving.isPending}
        onClick={() => saving.mutate({ ...text, filter, pricing })}
      >
        Save the rule
      </button>{' '}
      <span className="sm mut">{missing}</span>
    </section>
  );
}
