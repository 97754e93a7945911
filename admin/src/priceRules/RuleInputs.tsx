/** The name and the time of day of a saved rule. */
import { FieldFrame } from '../ui/fields.tsx';
import { isValidRuleTime, type RuleText } from './ruleText.ts';

export function RuleInputs({ text, change }: { text: RuleText; change: (part: Partial<RuleText>) => void }) {
  const isWrong = text.runsAt !== '' && !isValidRuleTime(text.runsAt);
  return (
    <div className="form-grid stacked">
      <FieldFrame id="rule-name" label="Name of the rule" span={12}>
        <input
          id="rule-name"
          value={text.name}
          maxLength={60}
          onChange={(event) => change({ name: event.target.value })}
        />
      </FieldFrame>
      <FieldFrame
        id="rule-time"
        label="Runs every day at, ET"
        span={12}
        error={isWrong ? 'Use a time such as 06:30.' : undefined}
      >
        <input
          id="rule-time"
          type="time"
          value={text.runsAt}
          onChange={(event) => change({ runsAt: event.target.value })}
        />
      </FieldFrame>
    </div>
  );
}
