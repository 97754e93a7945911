/**
 * The frame of every text field. react-admin's `AutocompleteInput` still passes `InputProps`, which MUI 9 has replaced by
 * slots; without this it would end as an attribute in the document.
 */
import FormControl, { type FormControlProps } from '@mui/material/FormControl';

interface FieldRootProps extends FormControlProps {
  InputProps?: unknown;
  /** MUI tells every slot how it is drawn. */
  ownerState?: unknown;
}

export function FieldRoot({ InputProps, ownerState, ...props }: FieldRootProps) {
  return <FormControl {...props} />;
}
