import { isReason } from '@holdfast/shared/http';
import { useEffect, useRef } from 'react';

/** Why a person does it. It takes the focus: whoever chose the action writes on. */
export function ReasonField({
  id,
  value,
  onChange,
  notifies = false,
}: {
  id: string;
  value: string;
  onChange: (reason: string) => void;
  /** The consignor reads it, too. */
  notifies?: boolean;
}) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <div className="fld">
      <label htmlFor={id}>
        {notifies ? 'Reason, goes into the log and to the consignor' : 'Reason, goes into the log'}
      </label>
      <div className="ctl">
        <textarea
          id={id}
          ref={field}
          value={value}
          maxLength={500}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={isReason(value) ? undefined : `${id}-hint`}
        />
      </div>
      {!isReason(value) && (
        <div className="hint" id={`${id}-hint`}>
          A few words; without them it can’t be done.
        </div>
      )}
    </div>
  );
}
