/**
 * react-admin's form within `CreateBase` or `EditBase`: one Idempotency-Key per content, problems beside their inputs, other
 * refusals above the button, Ctrl Enter sends.
 */
import type { ProblemDetails } from '@holdfast/shared/http';
import { type ReactNode, useId, useMemo, useState } from 'react';
import { Form, SaveButton, useSaveContext } from 'react-admin';
import { type FieldErrors, useFormState } from 'react-hook-form';
import type { z } from 'zod';
import { Refusal } from '../../dataProvider/index.ts';
import { useSendKey } from './useSendKey.ts';
import { useSubmissionKey } from './useSubmissionKey.ts';
import { ofContract, type ResolverOptions, zodResolver } from './zodResolver.ts';

export interface DeskFormProps extends ResolverOptions {
  /** Of the request's body; without one only the server checks. */
  schema?: z.ZodType;
  defaultValues?: Record<string, unknown>;
  /** Names the action on the button. */
  submit: string;
  /** Called with a refusal's problem, by whose codes a form may ask something, and the body that was refused. */
  onRefused?: (problem: ProblemDetails, body: Record<string, unknown>) => void;
  children: ReactNode;
}

export function DeskForm({
  schema,
  defaultValues,
  bodyOf,
  fieldOf,
  submit,
  onRefused,
  children,
}: DeskFormProps) {
  const id = useId();
  const { save, saving } = useSaveContext();
  const { keyFor } = useSubmissionKey();
  const [refusal, setRefusal] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form keeps its schema, and reads the rest when it sends
  const resolver = useMemo(
    () =>
      schema &&
      zodResolver(schema, {
        bodyOf: (values) => options.bodyOf?.(values) ?? values,
        fieldOf: (field) => options.fieldOf?.(field) ?? field,
      }),
    [schema],
  );
  const options = useNewest({ bodyOf, fieldOf });
  useSendKey(() => document.getElementById(id) as HTMLFormElement | null);

  async function send(values: Record<string, unknown>) {
    const body: Record<string, unknown> = bodyOf
      ? (bodyOf(values) as Record<string, unknown>)
      : ofContract(schema, values);
    setRefusal(null);
    const problems = await save?.(body, {
      meta: { idempotencyKey: keyFor(body) },
      onError: (error: unknown) => {
        setRefusal(hasFields(error) ? null : wordsOf(error));
        if (error instanceof Refusal && error.problem) onRefused?.(error.problem, body);
      },
    });
    return problems && fieldOf
      ? Object.fromEntries(Object.entries(problems).map(([field, words]) => [fieldOf(field), words]))
      : problems;
  }

  return (
    <Form
      id={id}
      defaultValues={defaultValues}
      resolver={resolver}
      onSubmit={send}
      noValidate
      disableInvalidFormNotification
    >
      {children}
      <NotSaved refusal={refusal} />
      <SaveButton
        label={submit}
        icon={null}
        // Its name is what stands on it, the key included.
        aria-label={undefined}
        endIcon={<kbd>Ctrl Enter</kbd>}
        alwaysEnable={!saving}
      />
    </Form>
  );
}

const hasFields = (error: unknown) =>
  Object.keys((error as { body?: { errors?: object } } | null)?.body?.errors ?? {}).length > 0;
const wordsOf = (error: unknown) => (error instanceof Error ? error.message : 'That didn’t work.');

/** Why nothing was saved: the server's refusal, or that inputs are marked; and problems that no input shows. */
function NotSaved({ refusal }: { refusal: string | null }) {
  const { errors } = useFormState();
  const hidden = messagesWithoutInput(errors);
  if (refusal === null && Object.keys(errors).length === 0) return null;
  const marked = hidden.length > 0 ? hidden.join(' ') : 'Correct the marked fields.';
  return (
    <p className="note danger" role="alert">
      Not saved. {refusal ?? marked}
    </p>
  );
}

function messagesWithoutInput(errors: FieldErrors | undefined): string[] {
  return Object.values(errors ?? {}).flatMap((error) => {
    if (error === undefined || error === null) return [];
    if (typeof error.message === 'string') return 'ref' in error && error.ref ? [] : [error.message];
    return messagesWithoutInput(error as FieldErrors);
  });
}

/** An object that always reads the newest values: for callbacks that are made once. */
function useNewest<T extends object>(values: T): T {
  const [kept] = useState(() => ({ ...values }));
  Object.assign(kept, values);
  return kept;
}
