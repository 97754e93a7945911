import { largestPictureBytes, pictureAddress, pictureSet } from '@holdfast/shared/pictures';
import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, useId } from 'react';
import { useRefresh } from 'react-admin';
import { call, newKey } from '../dataProvider/index.ts';
import './pictureField.css';

/** A picture that is taken in as soon as it is chosen, and removed with a button. */
export function PictureField({
  path,
  pictureId,
  noun,
  mayChange,
}: {
  /** Where it is set and removed, below /api. */
  path: string;
  pictureId: string | null;
  /** As people call it: picture, logo. */
  noun: string;
  mayChange: boolean;
}) {
  const refresh = useRefresh();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (file: File | null) =>
      file === null
        ? call<null>(path, { method: 'DELETE', idempotencyKey: newKey() })
        : call<null>(path, { method: 'PUT', file, idempotencyKey: newKey() }),
    onSuccess: refresh,
  });
  return (
    <PictureChooser
      pictureId={pictureId}
      noun={noun}
      mayChange={mayChange}
      isPending={isPending}
      error={error}
      change={mutate}
    />
  );
}

/** A picture with what takes its place. */
export function PictureChooser({
  pictureId,
  noun,
  mayChange = true,
  isPending,
  error,
  change,
}: {
  pictureId: string | null;
  /** As people call it. */
  noun: string;
  mayChange?: boolean;
  isPending: boolean;
  error: Error | null;
  /** Null: there is to be none. */
  change: (file: File | null) => void;
}) {
  const id = useId();
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    // The same file may be chosen again after a refusal.
    target.value = '';
    if (file) change(file);
  };
  return (
    <div className="picture-field">
      {pictureId === null ? (
        <p className="mut">There is no {noun} yet.</p>
      ) : (
        <img
          src={pictureAddress(pictureId, 640)}
          srcSet={pictureSet(pictureId)}
          sizes="320px"
          alt={`The ${noun}`}
        />
      )}
      {mayChange && (
        <div className="picture-acts">
          <input
            id={id}
            className="sr"
            type="file"
            accept="image/jpeg,image/png,image/webp"
            aria-describedby={`${id}-hint`}
            disabled={isPending}
            onChange={choose}
          />
          <label className="btn" htmlFor={id}>
            {isPending ? 'Saving…' : `${pictureId === null ? 'Upload' : 'Replace'} the ${noun}`}
          </label>
          {pictureId !== null && (
            <button type="button" className="btn t" disabled={isPending} onClick={() => change(null)}>
              Remove
            </button>
          )}
          <span className="mut sm" id={`${id}-hint`}>
            JPEG, PNG or WebP, at most {largestPictureBytes / 1024 / 1024} MB
          </span>
        </div>
      )}
      {error && (
        <p className="note danger" role="alert">
          Not saved. {error.message}
        </p>
      )}
    </div>
  );
}

/** A logo beside a name in a list; nothing where there is none. */
export function Logo({ id }: { id: string | null }) {
  return id === null ? null : <img className="list-logo" src={pictureAddress(id, 320)} alt="" />;
}
