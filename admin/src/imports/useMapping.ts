import type { ImportFile } from '@holdfast/shared/imports';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { isHere, stillRead, usePendingHint } from '../ui/pendingHint.tsx';
import { useShortcuts } from '../ui/shortcuts.tsx';
import { type NewMapping, previewMapping, readMapping } from './api.ts';

type Answers = Pick<NewMapping, 'decimalMark' | 'dateOrder'>;

/** How a file is read while somebody chooses it: columns, decimal mark, dates; and how its first rows read so. */
export function useMapping(
  file: ImportFile,
  busy: boolean,
  save: (body: NewMapping) => void,
  cancel: (() => void) | null,
) {
  const [fields, setFields] = useState<Record<string, string> | null>(null);
  const [answers, setAnswers] = useState<Answers>({});
  const proposal = useQuery({
    queryKey: ['mapping', file.id, file.version],
    queryFn: ({ signal }) => readMapping(file.id, signal),
  });
  useEffect(() => {
    if (proposal.data) setFields((chosen) => chosen ?? proposal.data.fields);
  }, [proposal.data]);
  const body = useMemo(() => ({ fields: fields ?? {}, ...answers }), [fields, answers]);
  const preview = useQuery({
    queryKey: ['mapping', file.id, file.version, body],
    queryFn: ({ signal }) => previewMapping(file.id, body, signal),
    enabled: fields !== null,
    placeholderData: (before) => before,
  });
  const isBehind = preview.isPlaceholderData || preview.data === undefined;
  const shown = preview.data ?? proposal.data;
  /** The question that the keys answer. */
  const [question] = shown?.questions ?? [];
  const why = pendingReason();
  const pendingHint = usePendingHint(why, isHere('Ctrl Enter'), body);

  function pendingReason(): string | null {
    if (busy) return 'It is being done.';
    if (preview.error && isBehind) return 'Without a preview nothing is checked.';
    if (isBehind) return stillRead('Ctrl Enter');
    if (preview.data?.missing) return preview.data.missing;
    return question ? 'Answer the question first.' : null;
  }
  const act = () => {
    if (fields !== null) save(body);
  };
  const answer = (rule: keyof Answers, value: string) =>
    setAnswers((all) => ({ ...all, [rule]: value }) as Answers);
  useShortcuts([
    ...(question?.choices ?? []).map(({ value, example, reads }, at) => ({
      keys: String(at + 1),
      does: `${example} is ${reads}`,
      run: () => question && answer(question.rule, value),
    })),
    {
      keys: 'Ctrl+Enter',
      does: 'check every row',
      run: () => pendingHint.tryTo(act),
      inFields: true,
    },
    ...(cancel ? [{ keys: 'Escape', does: 'leave it as it is', run: cancel, inFields: true }] : []),
  ]);
  return {
    fields,
    setFields,
    answers,
    answer,
    proposal,
    preview,
    shown,
    isBehind,
    /** Why the rows can't be checked yet. */
    why,
    said: pendingHint.text,
    act,
  };
}
