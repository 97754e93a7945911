/** The name and the time of day of a saved rule. */
import { isValidRuleTime, type RuleText } from './ruleText.ts';

export function RuleInputs({ text, change }: { text: RuleText; change: (part: Partial<RuleText>) => void }) {
  const badTime = text.runsAt !== '' && !isValidRuleTime(text.runsAt);
  return (
    <>
      <div className="fld" style={{ marginTop: 8 }}>
        <label htmlFor="rule-name">Name of the rule</label>
        <div className="ctl">
          <input
            id="rule-name"
            value={text.name}
            maxLength={60}
            onChange={(event) => change({ name: event.target.value })}
          />
        </div>
      </div>
      <div className={badTime ? 'fld bad' : 'fld'} style={{ marginTop: 8 }}>
        <label htmlFor="rule-time">Runs each day at, ET</label>
        <div className="ctl">
          <input
            id="rule-time"
            type="time"
            value={text.runsAt}
            onChange={(event) => change({ runsAt: event.target.value })}
          />
        </div>
        {badTime && <div className="err">Use a time such as 06:30.</div>}
      </div>
    </>
  );
}
