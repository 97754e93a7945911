/** Inputs that several parts of the content share. */
import { type ReactElement, useState } from 'react';
import { TextInput, useInput } from 'react-admin';
import { call, newKey } from '../dataProvider/index.ts';
import { PictureChooser } from '../ui/PictureField.tsx';
import { ListInputs, useItemName } from './ListInputs.tsx';

interface WordsProps {
  source: string;
  label: string;
  help?: string;
  className?: string;
  /** Lines; one unless given. */
  rows?: number;
}

/** A text. */
export function Words({ source, label, help, className = 'f12', rows }: WordsProps): ReactElement {
  return (
    <TextInput
      className={className}
      source={source}
      label={<OfItem label={label} />}
      helperText={help ?? false}
      {...(rows !== undefined && { multiline: true, minRows: rows })}
    />
  );
}

/** A label that names its item to those who don't see it. */
export function OfItem({ label }: { label: string }) {
  const item = useItemName();
  return (
    <span>
      {label}
      {item !== null && <span className="sr"> of {item}</span>}
    </span>
  );
}

/** Titles with a sentence or two each: steps, promises. */
export const PointInputs = ({ source, title, noun }: { source: string; title: string; noun: string }) => (
  <ListInputs source={source} title={title} noun={noun} item={{ title: '', text: '' }}>
    {(at) => (
      <>
        <Words className="f4" source={`${at}.title`} label="Title" />
        <Words className="f8" source={`${at}.text`} label="Text" rows={2} />
      </>
    )}
  </ListInputs>
);

/** Links: their words, and a page of this site or an address elsewhere. */
export const LinkInputs = ({ source, title }: { source: string; title: string }) => (
  <ListInputs source={source} title={title} noun="link" item={{ text: '', href: '' }}>
    {(at) => (
      <>
        <Words className="f4" source={`${at}.text`} label="Words" />
        <Words className="f8" source={`${at}.href`} label="Leads to" help="/games, or https://…" />
      </>
    )}
  </ListInputs>
);

/** A picture that is taken in as soon as it is chosen; it is shown once the draft that has it is published. */
export function PictureInput({ source }: { source: string }) {
  const { field, fieldState } = useInput({ source, defaultValue: null });
  const [taking, setTaking] = useState<{ isPending: boolean; error: Error | null }>({
    isPending: false,
    error: null,
  });
  const take = async (file: File) => {
    setTaking({ isPending: true, error: null });
    try {
      const { pictureId } = await call<{ pictureId: string }>('/admin/content/picture', {
        method: 'PUT',
        file,
        idempotencyKey: newKey(),
      });
      field.onChange(pictureId);
      setTaking({ isPending: false, error: null });
    } catch (error) {
      setTaking({ isPending: false, error: error as Error });
    }
  };
  const refused = fieldState.error?.message;
  return (
    <div className="f12">
      <PictureChooser
        // react-admin shows null as an empty text.
        pictureId={(field.value as string) || null}
        noun="picture behind the headline"
        isPending={taking.isPending}
        error={refused ? new Error(refused) : taking.error}
        change={(file) => (file ? void take(file) : field.onChange(null))}
      />
    </div>
  );
}
