/** Fans who wait for tickets, in tests. */
import { randomUUID } from 'node:crypto';
import type { JoinedWaitingList, JoinWaitingList, WaitingEntryShown } from '@holdfast/shared/waitingLists';
import { addPerson } from '../src/accounts/index.ts';
import { lookAtWaitingLists } from '../src/waitingLists/index.ts';
import { eventually, Fan } from './fan.ts';
import { signInSurely } from './people.ts';
import type { TestApp } from './runningApp.ts';

const password = 'a long enough one';

/** A fan with an account whose address is confirmed, signed in. */
export async function member(
  app: TestApp,
  name = 'Some fan',
): Promise<{ fan: Fan; email: string; id: string }> {
  const email = `${randomUUID()}@example.com`;
  const { id } = await addPerson(app.context.db, { name, email, password, roles: [], isEmailVerified: true });
  const fan = new Fan(app);
  await signInSurely(fan, email, password);
  return { fan, email, id };
}

/** Asks for a place. */
export const join = (fan: Fan, eventId: string, body: JoinWaitingList) =>
  fan.ask<JoinedWaitingList & { code: string }>('POST', `/events/${eventId}/waiting-list`, body);

/** Somebody new with a confirmed address, in line. @returns them with their entry */
export async function inLine(app: TestApp, eventId: string, size: number, limitAmount: number | null = null) {
  const somebody = await member(app);
  const { status, body } = await join(somebody.fan, eventId, { size, limitAmount });
  if (status !== 201 || !body.entry) throw new Error(`joining answered ${status} ${JSON.stringify(body)}`);
  const { token, id: entryId } = body.entry;
  /** An answer by the secret of the links, from this fan's browser or another one. */
  const says = (verb: string, more: object = {}, browser = somebody.fan) =>
    browser.ask<WaitingEntryShown & { code: string; detail: string; reservationId: string }>(
      'POST',
      `/waiting-list/${verb}`,
      { token, ...more },
    );
  const now = async () => (await says('open')).body;
  const isOfferMailed = async () => {
    const { version } = await app.context.db('waiting_entries').where({ id: entryId }).first('version');
    const email = await app.context
      .db('emails')
      .where({ cause: `waiting/${entryId}/offer/${version}` })
      .first();
    return email?.state === 'kept';
  };
  /** Looks until the entry is as wanted. An offer's email has left then, too: without it an offer isn't counted as missed. */
  const until = async (state: WaitingEntryShown['state']) => {
    await eventually(`the entry is ${state}`, async () => {
      await lookAtWaitingLists(app.context);
      return (await now()).state === state && (state !== 'offered' || (await isOfferMailed()));
    });
    return now();
  };
  return { ...somebody, entryId, token, says, now, until };
}

/** The emails to an address, oldest first, once there are as many; of one kind alone where it is named. */
export async function emailsTo(app: TestApp, email: string, count: number, kind?: string) {
  const read = () =>
    app.context
      .db('emails')
      .whereRaw('lower(to_address) = lower(?)', [email])
      .where(kind === undefined ? {} : { kind })
      .orderBy('id') as Promise<
      Array<{ kind: string; subject: string; text_body: string; html_body: string }>
    >;
  await eventually(
    `${email} has ${count} emails`,
    async () => (await read()).length >= count,
    undefined,
    async () => JSON.stringify((await read()).map(({ subject }) => subject)),
  );
  return read();
}

/** The secret of a link in an email's text. */
export const tokenIn = (text: string): string => /\/waiting#(wte_\w+\.[\w-]+)/.exec(text)?.[1] ?? '';
