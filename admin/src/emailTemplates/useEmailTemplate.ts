/** One email in its editor: what is typed, what it looks like, and what is done with it. */
import type { EmailPreview, EmailSource, EmailTemplateDetail } from '@holdfast/shared/emailTemplates';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { call } from '../dataProvider/index.ts';
import { useUnloadQuestion } from '../ui/useUnloadQuestion.ts';

/** Milliseconds without a key until the preview follows. */
const pauseMs = 250;

/** What somebody typed and didn't save, by email: it is there when they come back to its page. */
const typed = new Map<string, EmailSource>();

/** What stands beside the editor. `versions`: one of before, by its number; 0 is the default. */
export type OpenPanel = { is: 'publish' } | { is: 'version'; version: number } | { is: 'drop' } | null;

export type EditorWork = ReturnType<typeof useEmailTemplate>;

/** @param key of the email */
export function useEmailTemplate(key: string) {
  const at = `/admin/email-templates/${key}`;
  const queries = useQueryClient();
  const notify = useNotify();
  const [panel, setPanel] = useState<OpenPanel>(null);
  const [source, setSource] = useState<EmailSource | null>(typed.get(key) ?? null);
  const read = useQuery({
    queryKey: ['emailTemplate', key],
    queryFn: () => call<EmailTemplateDetail>(at),
  });
  const email = read.data;
  const kept = email && (email.draftText ?? email);
  const now: EmailSource = source ?? { subject: kept?.subject ?? '', text: kept?.text ?? '' };
  const isTyped = source !== null && kept !== undefined && !isSame(source, kept);
  useUnloadQuestion(isTyped);
  const type = (change: Partial<EmailSource>) => {
    const next = { ...now, ...change };
    typed.set(key, next);
    setSource(next);
  };
  const forget = () => {
    typed.delete(key);
    setSource(null);
  };
  /** @param done what is said then */
  const useAct = <V>(act: (values: V) => Promise<EmailTemplateDetail>, done: string) =>
    useMutation({
      mutationFn: act,
      onSuccess(changed) {
        queries.setQueryData(['emailTemplate', key], changed);
        void queries.invalidateQueries({ queryKey: ['emailTemplates'] });
        forget();
        setPanel(null);
        notify(done, { type: 'success' });
      },
    });
  const send = (method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object) =>
    call<EmailTemplateDetail>(`${at}/${path}`, { method, ...(body ? { body } : {}) });
  const version = email?.version ?? 0;
  return {
    email,
    error: email === undefined ? read.error : null,
    readAgain: () => void read.refetch(),
    panel,
    setPanel,
    now,
    type,
    isTyped,
    /** Not what is sent now. */
    differs: email !== undefined && !isSame(now, email),
    forget,
    draft: useAct(
      () => send('PUT', 'draft', { ...now, version: email?.draftText?.version ?? 0 }),
      'The draft is saved.',
    ),
    dropDraft: useAct(() => send('DELETE', 'draft'), 'The draft is dropped.'),
    publish: useAct(
      () => send('POST', 'publish', { ...now, version }),
      'Published: the next email has this text.',
    ),
    restore: useAct(
      (to: number) => send('POST', 'restore', { version, to }),
      'Published: the next email has this text.',
    ),
    test: useMutation({
      mutationFn: (filling: EmailPreview['with']) =>
        call<{ to: string }>(`${at}/test`, { method: 'POST', body: { ...now, with: filling } }),
      onSuccess: ({ to }) => notify(`A test is on its way to ${to}.`, { type: 'success' }),
      onError: (error: Error) => notify(error.message, { type: 'error' }),
    }),
  };
}

const isSame = (one: EmailSource, other: EmailSource) =>
  one.subject === other.subject && one.text === other.text;

/** How a text looks, once typing pauses. What was shown before stays until then. */
export function usePreview(key: string, source: EmailSource, filling: EmailPreview['with']) {
  const [asked, setAsked] = useState(source);
  const { subject, text } = source;
  useEffect(() => {
    const timer = setTimeout(() => setAsked({ subject, text }), pauseMs);
    return () => clearTimeout(timer);
  }, [subject, text]);
  return useQuery({
    queryKey: ['emailPreview', key, asked, filling],
    queryFn: () =>
      call<EmailPreview>(`/admin/email-templates/${key}/preview`, {
        method: 'POST',
        body: { ...asked, with: filling },
      }),
    enabled: asked.subject !== '' || asked.text !== '',
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}
