import type { RuleScope, RuleTarget } from '@holdfast/shared/pricing';
import useAutocomplete from '@mui/material/useAutocomplete';
import { useEffect, useId, useState } from 'react';
import { useGetList } from 'react-admin';
import { FieldFrame } from '../ui/fields.tsx';
import type { Control } from './controls.tsx';

/** The target of a rule's scope, found by part of its name. */
export function TargetCombo({
  scope,
  targetName,
  label,
  value,
  onChange,
  error,
  span,
}: Omit<Control<string | null>, 'onChange'> & {
  scope: Exclude<RuleScope, 'marketplace'>;
  /** The name of what is chosen already. */
  targetName: string;
  onChange: (target: RuleTarget | null) => void;
}) {
  const id = useId();
  const { options, chosen, setTyped } = useTargets(scope, value, targetName);
  const combo = useAutocomplete<RuleTarget>({
    id,
    options,
    value: chosen,
    getOptionLabel: (option) => option.name,
    getOptionKey: (option) => option.id,
    isOptionEqualToValue: (a, b) => a.id === b.id,
    filterOptions: (all) => all,
    autoHighlight: true,
    onInputChange: (_event, text) => setTyped(text),
    onChange: (_event, next) => onChange(next),
  });
  return (
    <FieldFrame id={id} label={label} error={error} span={span}>
      <div {...combo.getRootProps()} className="combo" style={{ flex: 1 }}>
        <input
          {...combo.getInputProps()}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-err` : undefined}
          placeholder="Type a part of the name"
        />
        {combo.groupedOptions.length > 0 && (
          <ul {...combo.getListboxProps()} className="combo-list">
            {(combo.groupedOptions as RuleTarget[]).map((option, index) => {
              const { key, ...optionProps } = combo.getOptionProps({ option, index });
              return (
                <li key={key} {...optionProps}>
                  {option.name}
                </li>
              );
            })}
          </ul>
        )}
      </div>
    </FieldFrame>
  );
}

/** Targets of a scope by what is typed; what is chosen already is among them. */
function useTargets(scope: RuleScope, value: string | null, targetName: string) {
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed), 150);
    return () => clearTimeout(timer);
  }, [typed]);
  const chosen = value === null ? null : { id: value, name: targetName };
  const { data = [] } = useGetList<RuleTarget>(
    'percentages/targets',
    { pagination: { page: 1, perPage: 20 }, filter: { scope, q: q === targetName ? '' : q } },
    { placeholderData: (before) => before },
  );
  const options = chosen && !data.some((each) => each.id === chosen.id) ? [chosen, ...data] : data;
  return { options, chosen, setTyped };
}
