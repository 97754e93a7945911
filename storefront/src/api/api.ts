/** The API as the browser calls it, typed by the shared contracts. */
import type {
  EmailConfirmationShown,
  FirstAdministrator,
  InvitationShown,
  NewPasskey,
  OwnAccount,
  OwnSecondFactor,
  OwnSession,
  Passkey,
  PasskeyOptions,
  PasskeySignIn,
  PasswordResetShown,
  RecoveryCodes,
  SecondFactorSecret,
  Session,
  SetUpState,
} from '@holdfast/shared/accounts';
import { ApiProblem } from '@holdfast/shared/apiClient';
import type { ActivityLog } from '@holdfast/shared/audit';
import type { NewBankAccount, OwnBankData } from '@holdfast/shared/bankAccounts';
import type { MessageThread, NewMessage } from '@holdfast/shared/cases';
import type {
  EventList,
  EventQuery,
  EventSuggestions,
  EventSummary,
  SeasonPage,
  TeamPage,
  VenuePage,
} from '@holdfast/shared/catalog';
import type { OwnPayoutChoice, StripeLink } from '@holdfast/shared/connectedAccounts';
import type { ContentPreview, LandingContent, SellContent, TextContent } from '@holdfast/shared/content';
import type { DeliveryProof, OwnDeliveries, OwnDelivery, RefusalCause } from '@holdfast/shared/deliveries';
import type { GateEvent, GateNow, Scan, Scanned } from '@holdfast/shared/gate';
import type { PublicListings } from '@holdfast/shared/listings';
import type { InboxStanding, MarkNotices, NoticeList, NoticePreferences } from '@holdfast/shared/notices';
import type { OwnSeason } from '@holdfast/shared/packages';
import type { Payment, PaymentMode } from '@holdfast/shared/payments';
import type { OwnPayouts, Statement } from '@holdfast/shared/payouts';
import type { Selling } from '@holdfast/shared/portal';
import type { IssuedReceipt } from '@holdfast/shared/receipts';
import type { HeldReservation, NewReservation, Reservation } from '@holdfast/shared/reservations';
import type { OwnTaxForms } from '@holdfast/shared/taxForms';
import type { OwnTaxData, OwnTaxInput } from '@holdfast/shared/taxpayers';
import type { TelegramCode, TelegramLink } from '@holdfast/shared/telegram';
import type { Loaders } from './loaders.ts';
import { request } from './request.ts';

/** The loaders of pages in the browser. */
export const browserLoaders: Loaders = {
  listEvents: (query) => request<EventList>(`/api/events${asSearch(query)}`),
  getEvent: (idOrSlug) => found<EventSummary>(`/api/events/${encodeURIComponent(idOrSlug)}`),
  getTeam: (slug) => found<TeamPage>(`/api/teams/${encodeURIComponent(slug)}`),
  getSeason: (team, season) =>
    found<SeasonPage>(`/api/teams/${encodeURIComponent(team)}/seasons/${encodeURIComponent(season)}`),
  getVenue: (slug) => found<VenuePage>(`/api/venues/${encodeURIComponent(slug)}`),
  suggest: (q) => api.suggestions(q),
  landing: () => request<LandingContent>('/api/content/landing'),
  sell: () => request<SellContent>('/api/content/sell'),
  textPage: (name) => found<TextContent>(`/api/content/pages/${name}`),
  preview: (token) => found<ContentPreview>(`/api/content/preview/${encodeURIComponent(token)}`),
  contact: () => request<{ email: string }>('/api/contact'),
  listings: (eventId, quantity) => api.listings(eventId, quantity),
  // Back shows a long list as it was left.
  listingsInPage: Number.POSITIVE_INFINITY,
};

/** What an address answers; null: there is none. */
async function found<T>(path: string): Promise<T | null> {
  try {
    return await request<T>(path);
  } catch (error) {
    if (error instanceof ApiProblem && error.problem.status === 404) return null;
    throw error;
  }
}

function asSearch(query: EventQuery): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? '' : `?${search}`;
}

const reservationPath = (id: string) => `/api/reservations/${encodeURIComponent(id)}`;

const deliveryPath = (id: string, deliveryId: string) =>
  `${reservationPath(id)}/deliveries/${encodeURIComponent(deliveryId)}`;

/** The address of a ticket that was sent as a file. */
export const deliveryFilePath = (id: string, deliveryId: string, fileId: string) =>
  `${deliveryPath(id, deliveryId)}/files/${encodeURIComponent(fileId)}`;

const ownDeliveryPath = (id: string) => `/api/selling/deliveries/${encodeURIComponent(id)}`;

/** The address of a file that a consignor added to a sale. */
export const ownDeliveryFilePath = (id: string, fileId: string) =>
  `${ownDeliveryPath(id)}/files/${encodeURIComponent(fileId)}`;

/** Every endpoint that the storefront calls. Each throws what `request` throws. */
export const api = {
  listings: (eventId: string, quantity?: number) =>
    request<PublicListings>(
      `/api/events/${encodeURIComponent(eventId)}/listings${quantity === undefined ? '' : `?quantity=${quantity}`}`,
    ),
  suggestions: (q: string) => request<EventSuggestions>(`/api/event-suggestions?q=${encodeURIComponent(q)}`),
  paymentMode: () => request<PaymentMode>('/api/payment-mode'),

  hold: (body: NewReservation, idempotencyKey: string) =>
    request<HeldReservation>('/api/reservations', { method: 'POST', body, idempotencyKey }),
  currentHold: async () =>
    (await request<{ reservation: Reservation | null }>('/api/reservations/current')).reservation,
  orders: async () => (await request<{ data: Reservation[] }>('/api/reservations')).data,
  /** For staff: what the fan's page shows, to be read only. */
  asFan: (id: string) => request<Reservation>(`/api/admin/reservations/${id}/as-fan`, { method: 'POST' }),
  reservation: (id: string) => request<Reservation>(reservationPath(id)),
  claim: (id: string, email: string, idempotencyKey: string) =>
    request<Reservation>(`${reservationPath(id)}/claim`, { method: 'POST', body: { email }, idempotencyKey }),
  cancelHold: (id: string) => request<Reservation>(reservationPath(id), { method: 'DELETE' }),
  findOrder: (body: { code: string; email: string }) =>
    request<{ id: string }>('/api/reservations/find', { method: 'POST', body }),
  writeToUs: (body: NewMessage) => request<{ isSent: true }>('/api/contact', { method: 'POST', body }),
  messages: (token: string) =>
    request<MessageThread>('/api/messages/open', { method: 'POST', body: { token } }),
  answerUs: (body: { token: string; text: string }) =>
    request<MessageThread>('/api/messages/answers', { method: 'POST', body }),
  receipts: async (id: string) =>
    (await request<{ data: IssuedReceipt[] }>(`${reservationPath(id)}/receipts`)).data,
  calendarPath: (id: string) => `${reservationPath(id)}/calendar.ics`,
  receiptPath: (id: string, number: string) => `${reservationPath(id)}/receipts/${number}.pdf`,
  correctEmail: (id: string, email: string) =>
    request<Reservation>(`${reservationPath(id)}/email`, { method: 'PUT', body: { email } }),
  receiveDelivery: (id: string, deliveryId: string) =>
    request<Reservation>(`${deliveryPath(id, deliveryId)}/receive`, { method: 'POST' }),
  refuseDelivery: (id: string, deliveryId: string, body: { cause: RefusalCause; note: string }) =>
    request<Reservation>(`${deliveryPath(id, deliveryId)}/refuse`, { method: 'POST', body }),
  chooseAfterMove: (id: string, choice: 'keep' | 'refund') =>
    request<Reservation>(`${reservationPath(id)}/move-choice`, { method: 'POST', body: { choice } }),
  callOffPayment: (id: string) =>
    request<Payment>(`/api/payments/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  pay: (id: string, body: { confirmationTokenId: string; email?: string }, idempotencyKey: string) =>
    request<Payment>(`${reservationPath(id)}/payments`, { method: 'POST', body, idempotencyKey }),

  ownDeliveries: (queue: string, page: number) =>
    request<OwnDeliveries>(`/api/selling/deliveries?queue=${queue}&page=${page}`),
  sendOwnDelivery: (id: string, body: DeliveryProof) =>
    request<OwnDelivery>(`${ownDeliveryPath(id)}/send`, { method: 'POST', body }),
  failOwnDelivery: (id: string, body: { reason: string; version: number }) =>
    request<OwnDelivery>(`${ownDeliveryPath(id)}/fail`, { method: 'POST', body }),
  uploadOwnFile: (id: string, file: File, about: Record<string, string>) =>
    request<OwnDelivery>(
      `${ownDeliveryPath(id)}/files?${new URLSearchParams({ name: file.name.slice(-120), ...about })}`,
      { method: 'POST', file },
    ),
  removeOwnFile: (id: string, fileId: string) =>
    request<OwnDelivery>(ownDeliveryFilePath(id, fileId), { method: 'DELETE' }),

  /** @param query a query string of `SellingQuery` */
  selling: (query: string) => request<Selling>(`/api/selling?${query}`),
  /** The signed-in consignor's money. */
  ownBankData: () => request<OwnBankData>('/api/selling/bank-data'),
  giveBankData: (body: NewBankAccount, idempotencyKey: string) =>
    request<OwnBankData>('/api/selling/bank-data', { method: 'PUT', body, idempotencyKey }),
  ownTaxForms: () => request<OwnTaxForms>('/api/selling/tax-forms'),
  ownTaxData: () => request<OwnTaxData>('/api/selling/tax-data'),
  giveTaxData: (body: OwnTaxInput, idempotencyKey: string) =>
    request<OwnTaxData>('/api/selling/tax-data', { method: 'PUT', body, idempotencyKey }),
  ownPayoutChoice: () => request<OwnPayoutChoice>('/api/selling/payout-choice'),
  /** How the account at Stripe stands by its own word. */
  askStripe: () => request<OwnPayoutChoice>('/api/selling/payout-choice/ask', { method: 'POST' }),
  /** Where the browser goes on at Stripe; the address opens once. */
  goToStripe: () => request<StripeLink>('/api/selling/payout-choice/stripe', { method: 'POST' }),
  payToBank: (idempotencyKey: string) =>
    request<OwnPayoutChoice>('/api/selling/payout-choice/bank', { method: 'PUT', idempotencyKey }),
  /** Shows by password and code that it is the owner; it counts for half an hour. */
  prove: (body: { currentPassword: string; code?: string }) =>
    request<undefined>('/api/account/proof', { method: 'POST', body }),
  /** The same by a passkey. */
  provePasskey: (body: PasskeySignIn) =>
    request<undefined>('/api/account/proof/passkey', { method: 'POST', body }),
  ownPayouts: () => request<OwnPayouts>('/api/selling/payouts'),
  /** @param month such as `2026-11`; null: the newest */
  ownSeason: (packageId: string | null) =>
    request<OwnSeason>(`/api/selling/season${packageId === null ? '' : `?packageId=${packageId}`}`),
  ownStatement: (month: string | null) =>
    request<Statement>(`/api/selling/statement${month === null ? '' : `?month=${month}`}`),

  /** The signed-in consignor's inbox. @param query a query string of `noticeQuery` */
  notices: (query: string) => request<NoticeList>(`/api/notices/selling?${query}`),
  inboxStanding: () => request<InboxStanding>('/api/notices/selling/standing'),
  markNotices: (body: MarkNotices) =>
    request<InboxStanding>('/api/notices/selling/mark', { method: 'POST', body }),
  removeNotices: (ids: string[]) =>
    request<InboxStanding>('/api/notices/selling/remove', { method: 'POST', body: { ids } }),
  noticePreferences: () => request<NoticePreferences>('/api/notices/selling/preferences'),
  keepNoticePreferences: (body: NoticePreferences) =>
    request<NoticePreferences>('/api/notices/selling/preferences', { method: 'PUT', body }),

  /** The chat of Telegram that the consignor's inbox is linked with. */
  telegramLink: () => request<TelegramLink>('/api/notices/selling/telegram'),
  telegramCode: () => request<TelegramCode>('/api/notices/selling/telegram/code', { method: 'POST' }),
  unlinkTelegram: () => request<TelegramLink>('/api/notices/selling/telegram', { method: 'DELETE' }),

  activityLog: (page: number, perPage: number) =>
    request<ActivityLog>(`/api/selling/log?page=${page}&perPage=${perPage}`),
  requestDelist: (listingId: string, reason: string | null) =>
    request<null>(`/api/selling/listings/${encodeURIComponent(listingId)}/delist`, {
      method: 'POST',
      body: { reason },
    }),
  withdrawDelist: (listingId: string) =>
    request<null>(`/api/selling/listings/${encodeURIComponent(listingId)}/delist`, { method: 'DELETE' }),

  session: () => request<Session>('/api/session'),
  signIn: (body: { email: string; password: string; code?: string }) =>
    request<Session>('/api/session', { method: 'POST', body }),
  changeAccount: (body: { name: string; email: string; currentPassword: string }) =>
    request<Session>('/api/account', { method: 'PUT', body }),
  sessions: async () => (await request<{ data: OwnSession[] }>('/api/account/sessions')).data,
  endSession: (id: string) =>
    request<null>(`/api/account/sessions/${encodeURIComponent(id)}`, { method: 'DELETE' }),
  endOtherSessions: async () =>
    (await request<{ data: OwnSession[] }>('/api/account/sessions', { method: 'DELETE' })).data,
  changePassword: (body: { currentPassword: string; newPassword: string }) =>
    request<null>('/api/account/password', { method: 'PUT', body }),
  readInvitation: (token: string) =>
    request<InvitationShown>('/api/invitations/read', { method: 'POST', body: { token } }),
  acceptInvitation: (body: { token: string; name?: string; password: string; code?: string }) =>
    request<Session>('/api/invitations/accept', { method: 'POST', body }),
  askForPasswordReset: (email: string) =>
    request<null>('/api/password-resets', { method: 'POST', body: { email } }),
  readPasswordReset: (token: string) =>
    request<PasswordResetShown>('/api/password-resets/read', { method: 'POST', body: { token } }),
  setForgottenPassword: (body: { token: string; newPassword: string }) =>
    request<null>('/api/password-resets/use', { method: 'POST', body }),
  gateEvents: async () => (await request<{ data: GateEvent[] }>('/api/gate/events')).data,
  gate: (id: string) => request<GateNow>(`/api/gate/events/${encodeURIComponent(id)}`),
  scanTicket: (eventId: string, body: Scan, idempotencyKey: string) =>
    request<Scanned>(`/api/gate/events/${encodeURIComponent(eventId)}/scans`, {
      method: 'POST',
      body,
      idempotencyKey,
    }),
  undoAdmission: (id: string, reason: string, idempotencyKey: string) =>
    request<GateNow>(`/api/gate/admissions/${encodeURIComponent(id)}/undo`, {
      method: 'POST',
      body: { reason },
      idempotencyKey,
    }),
  setUpState: () => request<SetUpState>('/api/set-up'),
  setUp: (body: FirstAdministrator) => request<null>('/api/set-up', { method: 'POST', body }),
  signOut: () => request<Session | null>('/api/session', { method: 'DELETE' }),
  signUp: (email: string) => request<null>('/api/sign-ups', { method: 'POST', body: { email } }),
  readEmailConfirmation: (token: string) =>
    request<EmailConfirmationShown>('/api/email-confirmations/read', { method: 'POST', body: { token } }),
  completeSignUp: (body: { token: string; name: string; password: string }) =>
    request<Session>('/api/email-confirmations/sign-up', { method: 'POST', body }),
  confirmEmail: (token: string) =>
    request<{ email: string }>('/api/email-confirmations/confirm', { method: 'POST', body: { token } }),
  ownAccount: () => request<OwnAccount>('/api/account'),
  sendConfirmationAgain: () => request<null>('/api/account/email-confirmation', { method: 'POST' }),
  secondFactor: () => request<OwnSecondFactor>('/api/account/second-factor'),
  beginSecondFactor: (body: { currentPassword: string }) =>
    request<SecondFactorSecret>('/api/account/second-factor', { method: 'POST', body }),
  confirmSecondFactor: (code: string) =>
    request<RecoveryCodes>('/api/account/second-factor/confirm', { method: 'POST', body: { code } }),
  turnOffSecondFactor: (body: { currentPassword: string; code: string }) =>
    request<null>('/api/account/second-factor/turn-off', { method: 'POST', body }),
  newRecoveryCodes: (body: { currentPassword: string; code: string }) =>
    request<RecoveryCodes>('/api/account/recovery-codes', { method: 'POST', body }),
  passkeys: async () => (await request<{ data: Passkey[] }>('/api/account/passkeys')).data,
  beginPasskey: (body: { currentPassword: string; code?: string }) =>
    request<PasskeyOptions>('/api/account/passkeys/options', { method: 'POST', body }),
  addPasskey: (body: NewPasskey) => request<Passkey>('/api/account/passkeys', { method: 'POST', body }),
  removePasskey: (id: string, body: { currentPassword: string; code?: string }) =>
    request<null>(`/api/account/passkeys/${encodeURIComponent(id)}/remove`, { method: 'POST', body }),
  beginPasskeySignIn: () => request<PasskeyOptions>('/api/session/passkey-options', { method: 'POST' }),
  signInWithPasskey: (body: PasskeySignIn) =>
    request<Session>('/api/session/passkey', { method: 'POST', body }),
  closeAccount: (body: { currentPassword: string; code?: string }) =>
    request<null>('/api/account/close', { method: 'POST', body }),
  keepEmail: () => request<OwnAccount>('/api/account/email-confirmation', { method: 'DELETE' }),
};

/** The server-sent events of what is on sale for an event, for one number of tickets. */
export const listingStreamPath = (eventId: string, quantity: number) =>
  `/api/events/${encodeURIComponent(eventId)}/listings/stream?quantity=${quantity}`;
/** The server-sent events of one reservation. */
export const streamPath = (id: string) => `${reservationPath(id)}/stream`;
/** The QR code of a ticket, as SVG. */
export const qrPath = (code: string) => `/api/tickets/${encodeURIComponent(code)}/qr.svg`;
/** The server-sent events of the consignor's inbox. */
export const inboxStreamPath = '/api/notices/selling/stream';
