/** A message that is being written: to whom, what it says, and whom it would reach. */
import type { MailingAudience, MailingDetail, MailingPreview, NewMailing } from '@holdfast/shared/mailings';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { call } from '../dataProvider/index.ts';
import { useUnloadQuestion } from '../ui/useUnloadQuestion.ts';

/** Milliseconds without a key until the preview follows. */
const pauseMs = 300;

export type NewMailingWork = ReturnType<typeof useNewMailing>;

/** What the form holds; an event may still have to be chosen. */
interface Draft {
  to: MailingAudience['to'];
  eventId: string | null;
  sections: string[];
  listingIds: string[];
  deliveryDue: boolean;
  subject: string;
  text: string;
}

function beginning(address: URLSearchParams): Draft {
  const listing = address.get('listingId');
  return {
    to: address.get('to') === 'consignors' ? 'consignors' : 'buyers',
    eventId: address.get('eventId'),
    sections: [],
    listingIds: listing ? [listing] : [],
    deliveryDue: false,
    subject: '',
    text: '',
  };
}

/** Null while the event isn't chosen whose buyers are written to. */
function audienceOf({ to, eventId, sections, listingIds, deliveryDue }: Draft): MailingAudience | null {
  if (to === 'consignors') return { to, eventId };
  return eventId === null ? null : { to, eventId, sections, listingIds, deliveryDue };
}

export function useNewMailing() {
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const [draft, setDraft] = useState(() => beginning(address));
  const [asked, setAsked] = useState(draft);
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(draft), pauseMs);
    return () => clearTimeout(timer);
  }, [draft]);
  const audience = audienceOf(asked);
  const preview = useQuery({
    queryKey: ['mailingPreview', asked],
    queryFn: () =>
      call<MailingPreview>('/admin/mailings/preview', {
        method: 'POST',
        body: { audience, subject: asked.subject, text: asked.text },
      }),
    enabled: audience !== null,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const send = useMutation({
    mutationFn: (body: NewMailing) => call<MailingDetail>('/admin/mailings', { method: 'POST', body }),
    onSuccess: ({ id }) => navigate(`/mailings/${id}`),
    onError: () => void preview.refetch(),
  });
  useUnloadQuestion((draft.subject !== '' || draft.text !== '') && !send.isSuccess);
  const shown = audience === null ? undefined : preview.data;
  const isUpToDate = asked === draft && !preview.isPlaceholderData && !preview.isFetching;
  const isWritten = draft.subject.trim() !== '' && draft.text.trim() !== '';
  return {
    draft,
    change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })),
    preview: shown,
    error: shown ? null : preview.error,
    /** The panel that asks for the last word is open. */
    isSending,
    setSending,
    maySend: isUpToDate && isWritten && shown !== undefined && shown.count > 0 && shown.problems.length === 0,
    send,
    sendNow() {
      if (audience && shown)
        send.mutate({ audience, subject: draft.subject, text: draft.text, count: shown.count });
    },
  };
}
