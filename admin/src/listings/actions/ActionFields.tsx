/** The inputs of an action. */
import { parseAmount } from '@holdfast/shared/money';
import { useEffect, useRef, useState } from 'react';
import { useGetIdentity } from 'react-admin';
import { useColleagues } from '../../owners/useColleagues.ts';
import { amountOf } from '../../ui/figures.tsx';
import { ReasonField } from '../../ui/ReasonField.tsx';
import { actionConfig } from './actionConfig.ts';
import { type ActionDraft, type LimitsInput, onlyOf } from './draft.ts';
import { PriceFields } from './PriceFields.tsx';

interface Fields {
  draft: ActionDraft;
  change: (part: Partial<ActionDraft>) => void;
}

const ownFields: Partial<Record<ActionDraft['name'], (fields: Fields) => React.ReactNode>> = {
  price: PriceFields,
  limits: LimitsFields,
  assign: OwnerField,
  inHand: InHandField,
};
const optionalReason: readonly ActionDraft['name'][] = ['price', 'undoPrice', 'limits'];

/** Whether the panel opens with the focus in a field, where Enter doesn't confirm. */
export function asksFirst(name: ActionDraft['name']): boolean {
  return actionConfig[name].needsReason || name in ownFields;
}

export function ActionFields({ draft, change }: Fields) {
  const Own = ownFields[draft.name];
  return (
    <>
      {Own && <Own draft={draft} change={change} />}
      {actionConfig[draft.name].needsReason && (
        <ReasonField
          id="action-reason"
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          notifies={draft.name === 'reject' || draft.name === 'return'}
        />
      )}
      {optionalReason.includes(draft.name) && (
        <div className="fld" style={{ marginTop: 8 }}>
          <label htmlFor="action-reason">Reason, if there is one to remember</label>
          <div className="ctl">
            <input
              id="action-reason"
              value={draft.reason}
              maxLength={500}
              onChange={(event) => change({ reason: event.target.value })}
            />
          </div>
        </div>
      )}
    </>
  );
}

function LimitsFields({ draft, change }: Fields) {
  const only = onlyOf(draft);
  const say = (part: LimitsInput) => change({ limits: { ...draft.limits, ...part } });
  return (
    <>
      <h3 className="sub">The consignor’s own limits, each, before the fee</h3>
      <LimitField
        label="Floor"
        now={only?.floor}
        takesFocus
        say={(floor) => say({ floor })}
        said={draft.limits.floor}
      />
      <LimitField
        label="Ceiling"
        now={only?.ceiling}
        say={(ceiling) => say({ ceiling })}
        said={draft.limits.ceiling}
      />
      <p className="sm mut">
        No price goes below the floor or above the ceiling. The legal cap is the law’s, and not set here.
      </p>
    </>
  );
}

/** A limit is kept, set or removed: three choices, so that an empty field removes nothing. */
function LimitField({
  label,
  now,
  said,
  say,
  takesFocus,
}: {
  label: string;
  /** Of the one listing; undefined when there are several. */
  now: number | null | undefined;
  said: number | null | undefined;
  say: (amount: number | null | undefined) => void;
  takesFocus?: boolean;
}) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);
  const wrong = text.trim() !== '' && parseAmount(text, 'USD') === null;
  const id = `limit-${label.toLowerCase()}`;
  return (
    <div className={wrong ? 'fld bad' : 'fld'} style={{ marginTop: 6 }}>
      <label htmlFor={id}>
        {label}
        {now !== undefined && `, now ${now === null ? 'none' : amountOf(now)}`}
      </label>
      <div className="pair">
        <div className="ctl">
          <input
            id={id}
            ref={field}
            inputMode="decimal"
            value={text}
            placeholder={said === null ? 'none' : 'stays as it is'}
            aria-invalid={wrong || undefined}
            onChange={(event) => {
              setText(event.target.value);
              say(
                event.target.value.trim() === ''
                  ? undefined
                  : (parseAmount(event.target.value, 'USD') ?? undefined),
              );
            }}
          />
          <span className="unit">USD</span>
        </div>
        <label className="tick">
          <input
            type="checkbox"
            className="check"
            checked={said === null}
            onChange={(event) => {
              setText('');
              say(event.target.checked ? null : undefined);
            }}
          />
          No {label.toLowerCase()}
        </label>
      </div>
      {wrong && <div className="err">Write it like 125.00.</div>}
    </div>
  );
}

function OwnerField({ draft, change }: Fields) {
  const { data: me } = useGetIdentity();
  const colleagues = useColleagues();
  const field = useRef<HTMLSelectElement>(null);
  useEffect(() => field.current?.focus(), []);
  const mine = me ? String(me.id) : undefined;
  // Preselects the person themself, so that the shortcut and Ctrl Enter take the listing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known who asks
  useEffect(() => {
    if (draft.ownerId === undefined && mine) change({ ownerId: mine });
  }, [mine]);
  return (
    <div className="fld" style={{ marginTop: 10 }}>
      <label htmlFor="action-owner">Who looks after them</label>
      <div className="ctl">
        <select
          id="action-owner"
          ref={field}
          value={draft.ownerId === null ? 'none' : (draft.ownerId ?? '')}
          onChange={(event) => change({ ownerId: event.target.value === 'none' ? null : event.target.value })}
        >
          {mine && <option value={mine}>Me, {me?.fullName}</option>}
          {colleagues
            .filter(({ id }) => id !== mine)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          <option value="none">Nobody</option>
        </select>
      </div>
    </div>
  );
}

function InHandField({ draft, change }: Fields) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <label className="tick" style={{ marginTop: 8 }}>
        <input
          type="checkbox"
          className="check"
          ref={field}
          checked={draft.on === null}
          onChange={(event) => change({ on: event.target.checked ? null : undefined })}
        />
        They are in hand
      </label>
      <div className="fld">
        <label htmlFor="action-day">Or they will be in hand on</label>
        <div className="ctl">
          <input
            id="action-day"
            type="date"
            value={draft.on ?? ''}
            disabled={draft.on === null}
            onChange={(event) => change({ on: event.target.value || undefined })}
          />
        </div>
      </div>
    </>
  );
}
