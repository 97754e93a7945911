import { TextInput } from 'react-admin';

/** Why a person does it, in a form whose schema requires it. */
export function ReasonInput({ className }: { className?: string }) {
  return (
    <TextInput
      className={className}
      source="reason"
      label="Reason, goes into the log"
      helperText={false}
      slotProps={{ htmlInput: { maxLength: 500 } }}
    />
  );
}
