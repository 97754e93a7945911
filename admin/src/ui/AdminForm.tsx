/** A create or edit form: one Idempotency-Key per content, refusals beside their fields, other errors above the button. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useRef, useState } from 'react';
import { Form, type RaRecord } from 'react-admin';
import { Refusal, useAdminProvider } from '../dataProvider/index.ts';
import { useSendKey } from './forms/useSendKey.ts';
import { useSubmissionKey } from './forms/useSubmissionKey.ts';

const ErrorsContext = createContext<Readonly<Record<string, string>>>({});

/**
 * The refusal of a field. It isn't given to react-admin's form, which would refuse to send again while a field that it
 * doesn't know has one.
 */
export function useFormError(field: string): string | undefined {
  return useContext(ErrorsContext)[field];
}

interface Sending<T extends RaRecord> {
  /** Where a new record is made; unless `put` says otherwise. */
  resource: string;
  /** The body of the request, from what the form holds. */
  bodyOf?: (values: Record<string, unknown>) => Record<string, unknown>;
  /** Makes the Idempotency-Key differ besides the body. */
  keyOf?: () => string;
  /** Changes what is there already, instead of making something. */
  put?: (body: Record<string, unknown>, idempotencyKey: string) => Promise<T>;
  /** The field on screen that shows the refusal of one in the body. */
  fieldOf?: (field: string) => string;
  onDone: (made: T) => void;
}

/** Sends what the form holds, and keeps what was refused. */
function useSending<T extends RaRecord>({
  resource,
  bodyOf = (values) => values,
  keyOf,
  put,
  fieldOf = (field) => field,
  onDone,
}: Sending<T>) {
  const adminProvider = useAdminProvider();
  const queries = useQueryClient();
  const { keyFor } = useSubmissionKey();
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [words, setWords] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function create(body: Record<string, unknown>, idempotencyKey: string): Promise<T> {
    return (await adminProvider.create<T>(resource, { data: body, meta: { idempotencyKey } })).data;
  }
  async function send(values: Record<string, unknown>) {
    const body = bodyOf(values);
    setBusy(true);
    setWords(null);
    setErrors({});
    try {
      const made = await (put ?? create)(body, keyFor([body, keyOf?.()]));
      queries.invalidateQueries();
      onDone(made);
    } catch (refusal) {
      const fields =
        refusal instanceof Refusal ? ((refusal.body?.errors as Record<string, string>) ?? {}) : {};
      setErrors(
        Object.fromEntries(Object.entries(fields).map(([field, message]) => [fieldOf(field), message])),
      );
      setWords(refusal instanceof Error ? refusal.message : 'That didn’t work. Nothing was saved.');
    } finally {
      setBusy(false);
    }
  }
  return { send, errors, words, busy };
}

export function AdminForm<T extends RaRecord>({
  defaults,
  submit,
  children,
  ...sending
}: Sending<T> & {
  defaults?: Record<string, unknown>;
  /** The action that the button names. */
  submit: ReactNode;
  children: ReactNode;
}) {
  const { send, errors, words, busy } = useSending<T>(sending);
  const form = useRef<HTMLDivElement>(null);
  useSendKey(() => form.current?.querySelector('form'));
  return (
    <ErrorsContext value={errors}>
      <div ref={form}>
        <Form defaultValues={defaults} onSubmit={send} noValidate>
          {children}
          {words && (
            <p className="note danger" role="alert">
              {words} Nothing was saved.
            </p>
          )}
          <button type="submit" className="btn p" disabled={busy}>
            {submit} <kbd>Ctrl Enter</kbd>
          </button>
        </Form>
      </div>
    </ErrorsContext>
  );
}
