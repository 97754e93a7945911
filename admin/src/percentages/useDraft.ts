/** Saves, drops and puts in force what the editor holds; refusals come back beside their fields. */
import type { ProblemDetails } from '@holdfast/shared/http';
import type { PercentagesDraft, PercentagesRule } from '@holdfast/shared/pricing';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { call, newKey, Refusal } from '../dataProvider/index.ts';
import { bodyOf, type DraftValues, unfinishedDates, valuesOfDraft } from './draftValues.ts';

type Send = <T>(method: 'POST' | 'PUT', path: string, body: object) => Promise<T>;

/** What is done with a draft: its requests, their messages, and what the editor holds afterwards. */
interface DraftCommand {
  run: (send: Send) => Promise<DraftValues | null>;
  success: string;
}

const noErrors: Readonly<Record<string, string>> = {};

export function useDraft() {
  const queries = useQueryClient();
  const notify = useNotify();
  const [values, setValues] = useState<DraftValues | null>(null);
  const send = useSend();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ run }: DraftCommand) => run(send),
    onSuccess(next, { success }) {
      // Before the rules are read again, so that it doesn't close what opens next.
      setValues(next);
      notify(success, { type: 'success' });
      void queries.invalidateQueries();
    },
  });
  const keep = (next: DraftValues) => setValues(next);
  return {
    values,
    /** Refusals by field. */
    errors: (error instanceof Refusal && (error.body?.errors as Record<string, string>)) || noErrors,
    words: error?.message ?? null,
    busy: isPending,
    open(next: DraftValues | null) {
      setValues(next);
      reset();
    },
    change: (part: Partial<DraftValues>) => setValues((before) => before && { ...before, ...part }),
    save: (draft: DraftValues) =>
      mutate({
        run: async (post) => saved(post, finished(draft)),
        success: 'The draft is saved. It is not in force.',
      }),
    putInForce: (draft: DraftValues) =>
      mutate({ run: async (post) => inForce(post, finished(draft), keep), success: 'The rule is set.' }),
    takeBack: (draft: DraftValues) =>
      mutate({
        run: (post) => takenBack(post, draft),
        success: 'The rule is taken back: it is a draft now. Correct it and put it in force, or drop it.',
      }),
    drop: (draft: DraftValues) =>
      mutate({ run: (post) => dropped(post, draft), success: 'The draft is dropped. The log keeps it.' }),
  };
}

/** @throws Refusal naming each date that is half typed */
function finished(draft: DraftValues): DraftValues {
  const errors = Object.entries(unfinishedDates(draft)).map(([field, message]) => ({
    field,
    code: 'unfinished',
    message,
  }));
  if (errors.length > 0)
    throw new Refusal('Correct the marked fields. Nothing was saved.', 422, {
      code: 'validation_failed',
      title: 'A date isn’t finished',
      status: 422,
      errors,
    } as ProblemDetails);
  return draft;
}

/** One key for one request with one content until it was done, so that trying again does it once. */
function useSend(): Send {
  const keys = useRef(new Map<string, string>());
  return async (method, path, body) => {
    const content = `${method} ${path} ${JSON.stringify(body)}`;
    const idempotencyKey = keys.current.get(content) ?? newKey();
    keys.current.set(content, idempotencyKey);
    const answer = await call<never>(`/admin/percentages${path}`, { method, body, idempotencyKey });
    keys.current.delete(content);
    return answer;
  };
}

async function saved(send: Send, draft: DraftValues): Promise<DraftValues> {
  const body = bodyOf(draft);
  const answer = draft.saved
    ? await send<PercentagesDraft>('PUT', `/drafts/${draft.saved.id}`, {
        ...body,
        version: draft.saved.version,
      })
    : await send<PercentagesDraft>('POST', '/drafts', body);
  return { ...draft, ...valuesOfDraft(answer), components: draft.components };
}

/** @param keep the saved draft's new version, in case the second request is refused */
async function inForce(send: Send, draft: DraftValues, keep: (values: DraftValues) => void): Promise<null> {
  if (draft.saved) {
    const { id, version } = draft.saved;
    const changed = await send<PercentagesDraft>('PUT', `/drafts/${id}`, { ...bodyOf(draft), version });
    keep({ ...draft, saved: { id, version: changed.version } });
    await send<PercentagesRule>('POST', `/drafts/${id}/put-in-force`, {
      version: changed.version,
      reason: draft.reason,
    });
  } else {
    const { effectiveFrom, ...body } = bodyOf(draft);
    await send<PercentagesRule>('POST', '', { ...body, ...(effectiveFrom ? { effectiveFrom } : {}) });
  }
  return null;
}

/** It opens as the draft that it is now. */
async function takenBack(send: Send, { later, reason }: DraftValues): Promise<DraftValues | null> {
  if (!later) return null;
  const body = { reason: reason.trim() || 'Taken back before it began' };
  return valuesOfDraft(await send<PercentagesDraft>('POST', `/${later.id}/take-back`, body));
}

async function dropped(send: Send, { saved: draft }: DraftValues): Promise<null> {
  if (draft) await send('POST', `/drafts/${draft.id}/drop`, { version: draft.version });
  return null;
}
