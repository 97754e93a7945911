/** The inputs of an action. */
import { ReasonField } from '../../ui/ReasonField.tsx';
import { actionConfig } from './actionConfig.ts';
import type { ActionDraft, ActionFieldsProps as Fields } from './draft.ts';
import { LimitsFields } from './LimitsFields.tsx';
import { InHandField, OwnerField } from './OwnerFields.tsx';
import { PriceFields } from './PriceFields.tsx';

const ownFields: Partial<Record<ActionDraft['name'], (fields: Fields) => React.ReactNode>> = {
  approve: ApproveFields,
  price: PriceFields,
  limits: LimitsFields,
  assign: OwnerField,
  inHand: InHandField,
};
const optionalReason: readonly ActionDraft['name'][] = ['price', 'undoPrice', 'undo', 'limits'];

/** Whether the panel opens with the focus in a field, where Enter doesn't confirm. */
export function asksFirst({ name, withPrice }: ActionDraft): boolean {
  if (name === 'approve') return withPrice;
  return actionConfig[name].needsReason || name in ownFields;
}

/** Approving needs no input; the price can be set in the same step. */
function ApproveFields({ draft, change }: Fields) {
  return (
    <>
      <label className="tick">
        <input
          type="checkbox"
          className="check"
          checked={draft.withPrice}
          onChange={(event) => change({ withPrice: event.target.checked })}
        />
        and set the price {!draft.withPrice && <kbd>p</kbd>}
      </label>
      {draft.withPrice && <PriceFields draft={draft} change={change} />}
    </>
  );
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
