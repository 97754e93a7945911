import { largestImportBytes } from '@holdfast/shared/imports';
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import OutlinedInput from '@mui/material/OutlinedInput';
import { InputHelperText, useInput } from 'react-admin';

const largestMegabytes = largestImportBytes / 1024 / 1024;

/** A broker file, sent as it is. */
export function UploadInput({ source, className }: { source: string; className?: string }) {
  const { id, field, fieldState } = useInput({ source, defaultValue: null });
  const file = field.value as File | null;
  const error = fieldState.error?.message;
  return (
    <FormControl className={className} error={Boolean(error)}>
      <InputLabel htmlFor={id}>File, CSV or XLSX as your broker’s system writes it</InputLabel>
      <OutlinedInput
        id={id}
        type="file"
        inputRef={field.ref}
        inputProps={{ accept: '.csv,.tsv,.txt,.xlsx,text/csv' }}
        aria-describedby={`${id}-helper-text`}
        onBlur={field.onBlur}
        onChange={(event) => field.onChange((event.target as HTMLInputElement).files?.[0] ?? null)}
      />
      <FormHelperText id={`${id}-helper-text`}>
        <InputHelperText
          error={error}
          helperText={file ? sizeOf(file.size) : `At most ${largestMegabytes} MB`}
        />
      </FormHelperText>
    </FormControl>
  );
}

function sizeOf(bytes: number): string {
  if (bytes > largestImportBytes) return `Too large: at most ${largestMegabytes} MB. Split it into several.`;
  if (bytes < 1024) return `${bytes} bytes`;
  return bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
