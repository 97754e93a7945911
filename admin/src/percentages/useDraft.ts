/** Saves, drops and puts in force what the editor holds; refusals come back beside their fields. */
import type { PercentagesDraft, PercentagesRule } from '@holdfast/shared/pricing';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { call, newKey, Refusal } from '../dataProvider/index.ts';
import { bodyOf, type DraftValues, valuesOfDraft } from './draftValues.ts';

export function useDraft() {
  const queries = useQueryClient();
  const notify = useNotify();
  const [values, setValues] = useState<DraftValues | null>(null);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [words, setWords] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());

  function open(next: DraftValues | null) {
    setValues(next);
    setErrors({});
    setWords(null);
  }

  /** One key for one action with one content until it was done, so that trying again does it once. */
  async function send<T>(method: 'POST' | 'PUT', path: string, body: object): Promise<T> {
    const content = `${method} ${path} ${JSON.stringify(body)}`;
    const idempotencyKey = keys.current.get(content) ?? newKey();
    keys.current.set(content, idempotencyKey);
    const answer = await call<T>(`/admin/percentages${path}`, { method, body, idempotencyKey });
    keys.current.delete(content);
    return answer;
  }

  async function attempt(action: () => Promise<string>, onDone: () => void) {
    setBusy(true);
    setErrors({});
    setWords(null);
    try {
      const said = await action();
      // Runs before the rest, so that it doesn't close what opens next.
      onDone();
      notify(said, { type: 'success' });
      void queries.invalidateQueries();
    } catch (refusal) {
      const fields =
        refusal instanceof Refusal ? (refusal.body?.errors as Record<string, string>) : undefined;
      setErrors(fields ?? {});
      setWords(refusal instanceof Error ? refusal.message : 'That didn’t work.');
    } finally {
      setBusy(false);
    }
  }

  const save = (draft: DraftValues) =>
    attempt(
      async () => {
        const body = bodyOf(draft);
        const saved = draft.saved
          ? await send<PercentagesDraft>('PUT', `/drafts/${draft.saved.id}`, {
              ...body,
              version: draft.saved.version,
            })
          : await send<PercentagesDraft>('POST', '/drafts', body);
        setValues({ ...draft, ...valuesOfDraft(saved), components: draft.components });
        return 'The draft is saved. It is not in force.';
      },
      () => {},
    );

  const putInForce = (draft: DraftValues) =>
    attempt(
      async () => {
        if (draft.saved) {
          const { id, version } = draft.saved;
          const changed = await send<PercentagesDraft>('PUT', `/drafts/${id}`, { ...bodyOf(draft), version });
          setValues({ ...draft, saved: { id, version: changed.version } });
          await send<PercentagesRule>('POST', `/drafts/${id}/put-in-force`, {
            version: changed.version,
            reason: draft.reason,
          });
        } else {
          const { effectiveFrom, ...body } = bodyOf(draft);
          await send<PercentagesRule>('POST', '', { ...body, ...(effectiveFrom ? { effectiveFrom } : {}) });
        }
        return 'The rule stands in the book.';
      },
      () => open(null),
    );

  const drop = ({ saved }: DraftValues) =>
    attempt(
      async () => {
        if (saved) await send('POST', `/drafts/${saved.id}/drop`, { version: saved.version });
        return 'The draft is dropped. The log keeps it.';
      },
      () => open(null),
    );

  const change = (part: Partial<DraftValues>) => setValues((before) => before && { ...before, ...part });
  return { values, errors, words, busy, open, change, save, putInForce, drop };
}
