/** The browsers in which somebody is signed in, as they see and end them. */
import { type OwnSession, ownSessions } from '@holdfast/shared/accounts';
import { z } from 'zod';
import { audit } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, type Ctx, command, query } from '../platform/http/index.ts';
import { notFound } from '../platform/problem.ts';
import { describeAgent } from './describeAgent.ts';
import { hashOfToken } from './oneTimeLink.ts';
import { requirePerson } from './policy.ts';
import { closeNamedSession, closeOtherSessions, nameOf, sessionCookieName, sessionsOf } from './sessions.ts';

const tokenOf = (ctx: Ctx) => ctx.cookies.get(sessionCookieName) ?? '';

/** The sessions of a person: the one that asks first, then the one used last. */
async function listSessions(trx: Trx, personId: string, token: string): Promise<OwnSession[]> {
  const current = hashOfToken(token);
  const rows = await sessionsOf(trx, personId).orderBy('last_used_at', 'desc');
  const sessions = rows.map(({ tokenHash, agent, createdAt, lastUsedAt }) => ({
    id: nameOf(tokenHash),
    agent: describeAgent(agent),
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt.toISOString(),
    current: tokenHash.equals(current),
  }));
  return sessions.toSorted((a, b) => Number(b.current) - Number(a.current));
}

export function ownSessionRoutes(): AnyEndpoint[] {
  return [
    query({
      path: '/account/sessions',
      signedIn: true,
      tag: 'Accounts',
      summary: 'The browsers in which one is signed in',
      answer: ownSessions,
      problems: ['sign_in_required'],
      run: async (trx, { caller, ctx }) => ({
        data: await listSessions(trx, requirePerson(caller), tokenOf(ctx)),
      }),
    }),
    command({
      method: 'delete',
      path: '/account/sessions/:id',
      signedIn: true,
      params: z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
      tag: 'Accounts',
      summary: 'Sign one browser of one’s own out',
      problems: ['sign_in_required', 'not_found'],
      async run(trx, { caller, params, principal }) {
        const personId = requirePerson(caller);
        if (!(await closeNamedSession(trx, personId, params.id))) throw notFound('browser');
        await audit(trx, principal, [{ what: 'person.endSession', subject: personId }]);
      },
    }),
    command({
      method: 'delete',
      path: '/account/sessions',
      signedIn: true,
      tag: 'Accounts',
      summary: 'Sign every other browser of one’s own out',
      answer: ownSessions,
      problems: ['sign_in_required'],
      async run(trx, { caller, ctx, principal }) {
        const personId = requirePerson(caller);
        const ended = await closeOtherSessions(trx, personId, tokenOf(ctx));
        if (ended > 0)
          await audit(trx, principal, [{ what: 'person.endSessions', subject: personId, after: { ended } }]);
        return { data: await listSessions(trx, personId, tokenOf(ctx)) };
      },
    }),
  ];
}
