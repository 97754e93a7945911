/** Threads: a fan writes, staff answer by email, and the fan answers by the link of that email. */
import { type MessageThread, type newMessage, topicNames } from '@holdfast/shared/cases';
import { caseMachine } from '@holdfast/shared/cases/machines';
import type { z } from 'zod';
import { postEmail } from '../notifications/index.ts';
import { messageTo } from '../platform/actors/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { newId } from '../platform/ids.ts';
import { notFound, Problem } from '../platform/problem.ts';
import { idOfSigned, signedId } from '../platform/signedId.ts';
import type { Acting } from './actOnCase.ts';
import { messageAnswer, messageReceived } from './emails.ts';
import { lockCase } from './lockCase.ts';
import { openCases } from './openCases.ts';

/** The most messages of one thread: what is longer is a conversation for the phone. */
const mostMessages = 200;

/** For which ids of cases are signed. */
const purpose = 'thread';

/** The link of a thread's emails. Its secret stands after the `#`, so that no log holds it. */
const threadLink = ({ publicUrl, secret }: Pick<AppContext, 'publicUrl' | 'secret'>, caseId: string) =>
  `${publicUrl}/messages#${signedId(secret, purpose, caseId)}`;

/** @returns the thread that a link's secret opens. @throws Problem `link_ended` */
export function caseOfToken({ secret }: Pick<AppContext, 'secret'>, token: string): string {
  const caseId = idOfSigned(secret, purpose, token);
  if (caseId === null)
    throw new Problem('link_ended', 'This link opens no messages. Open the link of our newest email again.');
  return caseId;
}

/** A fan writes: a new case, and an email that says so with the thread's link. */
export async function receiveMessage(
  trx: Trx,
  app: AppContext,
  {
    email,
    topic,
    text,
    reservationId = null,
  }: Omit<z.output<typeof newMessage>, 'reservationId'> & { reservationId?: string | null },
  fanId: string | null,
): Promise<string> {
  const [clock] = await queryPrepared<{ now: Date }>(trx, 'SELECT now() AS now');
  const { now } = clock as { now: Date };
  const cause = {
    kind: 'message' as const,
    subject: newId('request'),
    reservation_id: reservationId,
    text: `A fan writes about: ${topicNames[topic].toLowerCase()}`,
    since: now,
    due_at: null,
    occurrence: '1',
  };
  const [id] = await openCases(trx, app.engine, [cause], { at: now.toISOString(), by: fanId ?? 'fan_guest' });
  const caseId = id as string;
  await queryPrepared(
    trx,
    'INSERT INTO case_contacts (case_id, email, topic, fan_id) VALUES ($1, $2, $3, $4)',
    [caseId, email, topic, fanId],
  );
  await addMessage(trx, caseId, null, text);
  // Without what was written: whoever types another's address sends them no words of their own.
  await postEmail(
    trx,
    `thread/${caseId}/received`,
    reservationId,
    messageReceived.letter(email, { thread: threadLink(app, caseId) }),
  );
  return caseId;
}

async function addMessage(trx: Trx, caseId: string, by: string | null, text: string): Promise<number> {
  const [row] = await queryPrepared<{ count: number }>(
    trx,
    `WITH added AS (INSERT INTO case_messages (case_id, by, text) VALUES ($1, $2, $3))
     SELECT count(*)::int + 1 AS count FROM case_messages WHERE case_id = $1`,
    [caseId, by, text],
  );
  return row?.count ?? 1;
}

/** A fan adds to a thread: its case is open again. @throws Problem `too_many_requests` for a thread without end */
export async function addToThread(
  trx: Trx,
  app: AppContext,
  caseId: string,
  text: string,
): Promise<MessageThread> {
  const { kind } = await lockCase(trx, caseId, ['admin']);
  if (kind !== 'message') throw notFound('thread');
  const count = await addMessage(trx, caseId, null, text);
  if (count > mostMessages)
    throw new Problem('too_many_requests', 'This thread is full. Write to us anew by the contact form.');
  const [clock] = await queryPrepared<{ now: Date }>(trx, 'SELECT now() AS now');
  const since = (clock as { now: Date }).now.toISOString();
  await app.engine.apply(trx, [
    messageTo(caseMachine, caseId, { type: 'happen', occurrence: String(count), since }, { by: 'fan_guest' }),
  ]);
  return readThread(trx, caseId);
}

interface Contact {
  email: string;
  topic: MessageThread['topic'];
}

export async function contactOf(trx: Trx, caseId: string): Promise<Contact | null> {
  const [row] = await queryPrepared<Contact>(
    trx,
    'SELECT email, topic FROM case_contacts WHERE case_id = $1',
    [caseId],
  );
  return row ?? null;
}

/** Staff answer by email. @throws Problem `not_found`; `nothing_to_do` where the fan closed their account */
export async function answerFan(
  trx: Trx,
  app: AppContext,
  caseId: string,
  text: string,
  { roles, principal }: Acting,
): Promise<void> {
  const { reservation_id } = await lockCase(trx, caseId, roles);
  const contact = await contactOf(trx, caseId);
  if (!contact) throw notFound('message');
  if (contact.email === '')
    throw new Problem('nothing_to_do', 'The fan closed their account: there is no address to answer to.');
  const count = await addMessage(trx, caseId, principal.by, text);
  await postEmail(
    trx,
    `thread/${caseId}/${count}`,
    reservation_id,
    messageAnswer.letter(contact.email, {
      topic: topicNames[contact.topic].toLowerCase(),
      answer: text,
      thread: threadLink(app, caseId),
    }),
  );
  await audit(trx, principal, [
    { what: 'case.answer', subject: caseId, before: null, after: { characters: text.length } },
  ]);
}

/** A thread as its fan reads it. @throws Problem `not_found` */
export async function readThread(trx: Trx, caseId: string): Promise<MessageThread> {
  const [row] = await queryPrepared<{
    topic: MessageThread['topic'];
    state: string;
    id: string | null;
    code: string | null;
    event: string | null;
  }>(
    trx,
    `SELECT c.topic, k.state, r.id, r.code, e.name AS event FROM case_contacts c JOIN cases k ON k.id = c.case_id
     LEFT JOIN reservations_orders r ON r.id = k.reservation_id LEFT JOIN catalog_calendar e ON e.id = r.event_id
     WHERE c.case_id = $1 AND c.email <> ''`,
    [caseId],
  );
  if (!row) throw notFound('thread');
  const messages = await queryPrepared<{ at: Date; by: string | null; text: string }>(
    trx,
    'SELECT at, by, text FROM case_messages WHERE case_id = $1 ORDER BY id',
    [caseId],
  );
  const { topic, state, id, code, event } = row;
  return {
    topic,
    order: id === null || code === null ? null : { id, code, event: event ?? '' },
    isClosed: state === 'closed',
    messages: messages.map(({ at, by, text }) => ({
      at: at.toISOString(),
      from: by === null ? ('you' as const) : ('us' as const),
      text,
    })),
  };
}

/** What somebody wrote to us, for the export of their data. */
export async function messagesOf(
  trx: Trx,
  email: string,
): Promise<Array<{ at: string; from: 'you' | 'us'; text: string }>> {
  const rows = await queryPrepared<{ at: Date; by: string | null; text: string }>(
    trx,
    `SELECT m.at, m.by, m.text FROM case_contacts c JOIN case_messages m ON m.case_id = c.case_id
     WHERE lower(c.email) = lower($1) ORDER BY m.id`,
    [email],
  );
  return rows.map(({ at, by, text }) => ({ at: at.toISOString(), from: by === null ? 'you' : 'us', text }));
}

/** Their words and address go with their account; that there was a thread stays. */
export async function eraseMessages(trx: Trx, email: string): Promise<void> {
  await queryPrepared(
    trx,
    `WITH theirs AS (UPDATE case_contacts SET email = '' WHERE lower(email) = lower($1) RETURNING case_id)
     UPDATE case_messages m SET text = '(removed with the account)' FROM theirs t WHERE m.case_id = t.case_id`,
    [email],
  );
}
