import { ApiProblem } from '@holdfast/shared/apiClient';
import type { ProblemCode } from '@holdfast/shared/http';
import { type FormEvent, useState } from 'react';
import { fieldErrors, focusFirstError } from './Field.tsx';

/** An error of this page whose message is for the visitor. */
export class ShownError extends Error {}

/** The sentence of a refusal by its code; null says nothing, because the messages beside the fields do. */
export type Sentences = Partial<Record<ProblemCode, string | null>>;

/** A form that is sent one submission at a time. */
export interface Submission {
  submit(event: FormEvent<HTMLFormElement>): Promise<void>;
  /** The messages of the last refusal by field. */
  errors: Record<string, string>;
  /** The sentence of the last refusal, or null. */
  failure: string | null;
  isBusy: boolean;
  /** The last submission was accepted. */
  isDone: boolean;
}

/**
 * Sends a form; a refusal shows its messages, and focus goes to the first field with one.
 * @param send gets the text of a field by its name, and the form
 */
export function useSubmission(
  send: (given: (name: string) => string, form: HTMLFormElement) => Promise<void>,
  sentences: Sentences = {},
): Submission {
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [isDone, setDone] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = event.currentTarget;
    const data = new FormData(form);
    setBusy(true);
    setDone(false);
    setErrors({});
    setFailure(null);
    try {
      await send((name) => String(data.get(name) ?? ''), form);
      setDone(true);
    } catch (error) {
      setErrors(fieldErrors(error));
      setFailure(failureText(error, sentences));
      focusFirstError(form);
    } finally {
      setBusy(false);
    }
  }
  return { submit, errors, failure, isBusy, isDone };
}

/** The sentence of a request that failed; null where the messages beside the fields say it. */
export function failureText(error: unknown, sentences: Sentences = {}): string | null {
  if (error instanceof ShownError) return error.message;
  if (!(error instanceof ApiProblem)) return 'We didn’t get an answer. Try again in a moment.';
  const { code, detail, title } = error.problem;
  const own = sentences[code];
  if (own !== undefined) return own;
  if (code === 'validation_failed') return null;
  if (code === 'too_many_requests') return 'Too many attempts in a short time. Wait a minute and try again.';
  return detail ?? title;
}
