/** What each notice says and which page it opens. */
import { type CaseKind, caseKindFacts } from '@holdfast/shared/cases';
import { formatMoney } from '@holdfast/shared/money';
import {
  type Notice,
  type NoticeKind,
  noticeKindFacts,
  type SharedKind,
  sellingKinds,
} from '@holdfast/shared/notices';
import type { SharedLine, StoredNotice } from '../notices/index.ts';
import { consignorNews } from '../notifications/index.ts';
import type { Trx } from '../platform/db/index.ts';
import type { TellingLine } from './channels/channel.ts';

type Said = Pick<Notice, 'title' | 'text' | 'page'>;
/** Facts as the rules of `causes.ts`, and the rooms that tell of something themselves, store them. */
interface Facts {
  consignor?: string;
  consignorId?: string;
  event?: string;
  eventId?: string;
  reason?: string | null;
  season?: string;
  file?: string;
  isFailed?: boolean;
  quantity?: number;
  caseKind?: CaseKind;
  text?: string;
  /** Minor units. */
  amount?: number;
  currency?: string;
  /** Of an order. */
  code?: string | null;
  isInquiry?: boolean;
  isRefused?: boolean;
}

const counted = (count: number, one: string, many = `${one}s`) =>
  count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${many}`;
const sumOf = ({ amount, currency }: Facts) => formatMoney({ amount: amount ?? 0, currency: currency ?? '' });

const sayings: Partial<
  Record<NoticeKind, (facts: Facts, notice: Pick<StoredNotice, 'count' | 'subject_id'>) => Said>
> = {
  listingsSubmitted: ({ consignor, consignorId }, { count, subject_id }) => ({
    title: `${counted(count, 'listing')} to approve`,
    text: consignor ?? null,
    page: count === 1 ? `/listings/${subject_id}/show` : `/to-approve?consignorId=${consignorId}`,
  }),
  delistRequested: ({ consignor, event, reason }, { subject_id }) => ({
    title: `${consignor} asks for a listing back`,
    text: reason ? `${event}: ${reason}` : (event ?? null),
    page: `/listings/${subject_id}/show`,
  }),
  packageAdded: ({ consignor, season }, { subject_id }) => ({
    title: 'New season package',
    text: `${consignor}: ${season}`,
    page: `/packages/${subject_id}/show`,
  }),
  importEnded: ({ file, consignor, isFailed }, { subject_id }) => ({
    title: isFailed ? 'Your import failed' : 'Your import is applied',
    text: `${file}, ${consignor}`,
    page: `/imports/${subject_id}/show`,
  }),
  exportEnded: ({ file, isFailed }) => ({
    title: isFailed ? 'Your export failed' : 'Your export is ready',
    text: file ?? null,
    page: '/exports',
  }),
  deliveryOverdue: ({ consignor, event, quantity }, { subject_id }) => ({
    title: `${counted(quantity ?? 0, 'ticket')} not sent in time`,
    text: `${event}, ${consignor}`,
    page: `/deliveries/${subject_id}/show`,
  }),
  caseOpened: ({ caseKind, text }, { count, subject_id }) => ({
    title: `${caseKind ? caseKindFacts[caseKind].name : 'Case'}${count > 1 ? `: ${counted(count, 'case')}` : ''}`,
    text: count > 1 ? `The first: ${text}` : (text ?? null),
    page: count > 1 ? `/cases?kind=${caseKind}` : `/cases/${subject_id}/show`,
  }),
  disputeOpened: (facts, { subject_id }) => ({
    title: facts.isInquiry ? 'A bank asks about a charge' : 'A charge is disputed',
    text: [sumOf(facts), facts.code && `order ${facts.code}`].filter(Boolean).join(', '),
    page: `/disputes/${subject_id}/show`,
  }),
  payoutBack: (facts, { subject_id }) => ({
    title: facts.isRefused ? 'A payout was refused' : 'A payout came back',
    text: `${sumOf(facts)}, ${facts.consignor}`,
    page: `/payouts/${subject_id}/show`,
  }),
  confirmed: ({ event, quantity }) => ({
    title: 'Delivery confirmed',
    text: `${event}: the fan has the ${counted(quantity ?? 0, 'ticket')} that you sent.`,
    page: '/selling',
  }),
  paid: (facts) => ({
    title: `We paid you ${sumOf(facts)}`,
    text: 'Which sales it pays is on your statement.',
    page: '/selling/payouts',
  }),
};

/** Notices as their readers see them, in the same order. */
export async function sayNotices(trx: Trx, notices: readonly StoredNotice[]): Promise<Notice[]> {
  const news = await consignorNews(
    trx,
    notices
      .filter(({ kind }) => isNews(kind))
      .map(({ id, recipient_id, subject_id, facts, at }) => ({
        key: id,
        consignorId: recipient_id,
        listingId: subject_id ?? '',
        at: at.toISOString(),
        stored: facts,
      })),
  );
  return notices.map((notice) => ({
    id: notice.id,
    kind: notice.kind as NoticeKind,
    count: notice.count,
    at: notice.at.toISOString(),
    readAt: notice.read_at?.toISOString() ?? null,
    ...say(notice, news.get(notice.id)),
  }));
}

/** Whether it is one of `consignor_notifications`, which says the same in its email. */
const isNews = (kind: string) =>
  (sellingKinds as readonly string[]).includes(kind) && sayings[kind as NoticeKind] === undefined;

function say(notice: StoredNotice, news: { title: string; text: string } | undefined): Said {
  const kind = notice.kind as NoticeKind;
  if (news)
    return { ...news, page: kind === 'sold' || kind === 'deliveryDue' ? '/selling#to-deliver' : '/selling' };
  return sayings[kind]?.(notice.facts as Facts, notice) ?? unknown(kind);
}

/** A kind that an earlier or later version knows. */
const unknown = (kind: NoticeKind): Said => ({
  title: noticeKindFacts[kind]?.name ?? 'Something happened',
  text: null,
  page: null,
});

/** What a line says beside its title, where the heading says the rest; others say what the notice says. */
const lineDetails: Partial<Record<SharedKind, (facts: Facts) => string | null>> = {
  listingsSubmitted: () => null,
  deliveryOverdue: () => null,
  delistRequested: ({ reason }) => reason ?? null,
  packageAdded: ({ season }) => season ?? null,
};
/** Kinds whose lines in one message are one. */
const summedKinds: readonly SharedKind[] = ['listingsSubmitted', 'caseOpened'];

/** Lines of one message to a channel that many read. */
export function sayLines(lines: readonly SharedLine[]): TellingLine[] {
  const same = Map.groupBy(lines, ({ kind, id }) => (summedKinds.includes(kind) ? kind : id));
  return [...same.values()].map((each) => {
    const { kind, ...line } = each[0] as SharedLine;
    const facts = line.facts as Facts;
    const count = each.reduce((sum, one) => sum + one.count, 0);
    const { title, text, page } = sayings[kind]?.(facts, { ...line, count }) ?? unknown(kind);
    const { consignor = null, event = null, consignorId, eventId } = facts;
    return {
      kind,
      title,
      detail: lineDetails[kind] ? lineDetails[kind](facts) : text,
      page:
        kind === 'listingsSubmitted' && count > 1
          ? `/to-approve?consignorId=${consignorId}&eventId=${eventId}`
          : page,
      consignor,
      event,
    };
  });
}
