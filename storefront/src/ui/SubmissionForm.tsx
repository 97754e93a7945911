import type { ReactNode, Ref } from 'react';
import type { Submission } from './useSubmission.ts';

interface Props {
  submission: Pick<Submission, 'submit' | 'failure' | 'isBusy'>;
  /** Names the form for screen readers, where no title stands in it. */
  label?: string;
  title?: string;
  button: string;
  /** The button's text while the form is being sent. */
  busy: string;
  className?: string;
  buttonClass?: string;
  ref?: Ref<HTMLFormElement>;
  /** The fields. */
  children: ReactNode;
  /** What stands below the button. */
  after?: ReactNode;
}

/** A form of one submission: the sentence of its last refusal, its fields, and its button. */
export function SubmissionForm({
  submission: { submit, failure, isBusy },
  label,
  title,
  button,
  busy,
  className = 'form',
  buttonClass = 'btn btn-go',
  ref,
  children,
  after,
}: Props) {
  return (
    <form
      ref={ref}
      className={className}
      method="post"
      noValidate
      onSubmit={submit}
      aria-label={label ?? title}
    >
      {title !== undefined && <h2>{title}</h2>}
      {failure !== null && (
        <p className="msg" role="alert">
          {failure}
        </p>
      )}
      {children}
      <button type="submit" className={buttonClass} aria-disabled={isBusy || undefined}>
        {isBusy ? busy : button}
      </button>
      {after}
    </form>
  );
}
