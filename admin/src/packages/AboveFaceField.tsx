import { useState } from 'react';
import { FieldFrame, useField } from '../ui/fields.tsx';

/** Percent above the face value, or below it with a minus: typed as 15 or −5, kept in basis points. */
export function AboveFaceField({
  source,
  label = 'Percent above the face value',
}: {
  source: string;
  label?: string;
}) {
  const props = { source, label, hint: 'With a minus: below it' };
  const { id, field, error, described } = useField({ ...props, defaultValue: 0 });
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <FieldFrame {...props} id={id} error={error} unit="%" span={4}>
      <input
        id={id}
        ref={field.ref}
        name={field.name}
        inputMode="decimal"
        value={typed ?? (typeof field.value === 'number' ? String(field.value / 100) : '')}
        onChange={(event) => {
          const text = event.target.value.trim().replace('−', '-');
          setTyped(event.target.value);
          field.onChange(/^-?\d{1,4}(\.\d{1,2})?$/.test(text) ? Math.round(Number(text) * 100) : null);
        }}
        onBlur={field.onBlur}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
      />
    </FieldFrame>
  );
}
