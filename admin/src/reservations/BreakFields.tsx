/** What breaking a hold asks for besides a reason: a named cause, and the order code as a second confirmation. */
import { breakCauseForFan, breakCauseNames, breakCauses, leavesSale } from '@holdfast/shared/reservations';
import type { BreakOptions } from './breakHold.ts';

export function BreakFields({
  broken,
  code,
  onChange,
}: {
  broken: BreakOptions;
  code: string;
  onChange: (broken: BreakOptions) => void;
}) {
  const cause =
    broken.cause === '' || (broken.cause === 'other' && broken.words.trim() === '')
      ? null
      : breakCauseForFan({ cause: broken.cause, words: broken.words.trim() });
  return (
    <>
      <div className="fld">
        <label htmlFor="break-cause">Cause</label>
        <div className="ctl">
          <select
            id="break-cause"
            value={broken.cause}
            onChange={(event) => onChange({ ...broken, cause: event.target.value as BreakOptions['cause'] })}
          >
            <option value="">Choose why</option>
            {breakCauses.map((cause) => (
              <option key={cause} value={cause}>
                {breakCauseNames[cause]}
              </option>
            ))}
          </select>
        </div>
      </div>
      {broken.cause === 'other' && (
        <div className="fld">
          <label htmlFor="break-words">What the fan reads</label>
          <div className="ctl">
            <input
              id="break-words"
              value={broken.words}
              maxLength={200}
              onChange={(event) => onChange({ ...broken, words: event.target.value })}
            />
          </div>
        </div>
      )}
      {cause && <p className="note info">The fan reads: “Why: {cause}.” Your reason stays in the log.</p>}
      {broken.cause !== '' && leavesSale(broken.cause) && (
        <p className="note warn">
          These seats leave the sale for good, and their consignor gets an email. They aren’t offered again.
        </p>
      )}
      <div className="fld">
        <label htmlFor="break-code">Type {code} to confirm</label>
        <div className="ctl">
          <input
            id="break-code"
            value={broken.code}
            autoComplete="off"
            spellCheck={false}
            maxLength={20}
            onChange={(event) => onChange({ ...broken, code: event.target.value })}
          />
        </div>
      </div>
    </>
  );
}
