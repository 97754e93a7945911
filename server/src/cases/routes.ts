import { ownerChoice } from '@holdfast/shared/accounts';
import {
  caseAnswer,
  caseClose,
  caseComment,
  caseList,
  caseQuery,
  caseShown,
  caseSnooze,
  caseStep,
  caseWorkers as workersAnswer,
} from '@holdfast/shared/cases';
import { idParam } from '@holdfast/shared/http';
import type { AppContext } from '../platform/appContext.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { commentCase, requireMoment, stepCase } from './actOnCase.ts';
import { listCases } from './caseRows.ts';
import { assignCase, caseWorkers } from './owners.ts';
import { showCase } from './showCase.ts';
import { answerFan } from './threads.ts';

const common = { tag: 'Admin: cases', roles: ['support', 'finance', 'staff'] as const };
const params = idParam('case');
const action = {
  ...common,
  method: 'post',
  params,
  idempotent: true,
  answer: caseShown,
  problems: ['not_found', 'version_conflict', 'transition_refused', 'validation_failed'],
} as const;

/** The endpoints of cases. Which kinds somebody works on is a matter of their roles. */
export function caseRoutes(app: AppContext): AnyEndpoint[] {
  return [...readingRoutes(app), ...actionRoutes(app)];
}

function readingRoutes({ engine }: AppContext): AnyEndpoint[] {
  return [
    query({
      ...common,
      path: '/admin/cases',
      summary: 'What waits for a person, by what opened it',
      query: caseQuery,
      answer: caseList,
      run: (trx, { query, caller }) => listCases(trx, query, { roles: caller.roles, me: caller.personId }),
    }),
    query({
      ...common,
      path: '/admin/case-workers',
      summary: 'Who works on cases',
      answer: workersAnswer,
      run: async (trx) => {
        const data = await caseWorkers(trx);
        return { data, total: data.length };
      },
    }),
    query({
      ...common,
      path: '/admin/cases/:id',
      params,
      summary: 'One case with what happened in it',
      answer: caseShown,
      problems: ['not_found'],
      run: (trx, { params, caller }) => showCase(trx, engine, params.id, caller.roles),
    }),
  ];
}

function actionRoutes(app: AppContext): AnyEndpoint[] {
  const { engine } = app;
  return [
    command({
      ...action,
      path: '/admin/cases/:id/owner',
      summary: 'Say who works on it',
      body: ownerChoice,
      async run(trx, { params: { id }, body, caller: { roles }, principal }) {
        await assignCase(trx, id, body.ownerId, { roles, principal });
        return showCase(trx, engine, id, roles);
      },
    }),
    command({
      ...action,
      path: '/admin/cases/:id/snooze',
      summary: 'Let it rest until a moment',
      body: caseSnooze,
      async run(trx, { params: { id }, body: { until, version }, caller: { roles }, principal }) {
        requireMoment(until, Date.now());
        await stepCase(
          trx,
          engine,
          id,
          { message: { type: 'snooze', until }, version },
          { roles, principal },
        );
        return showCase(trx, engine, id, roles);
      },
    }),
    ...(['wake', 'reopen'] as const).map((type) =>
      command({
        ...action,
        path: `/admin/cases/:id/${type}`,
        summary: type === 'wake' ? 'Bring it back now' : 'Open it again',
        body: caseStep,
        async run(trx, { params: { id }, body: { version }, caller: { roles }, principal }) {
          await stepCase(trx, engine, id, { message: { type }, version }, { roles, principal });
          return showCase(trx, engine, id, roles);
        },
      }),
    ),
    command({
      ...action,
      path: '/admin/cases/:id/close',
      summary: 'Close it, with a reason; its cause opens it again when it happens again',
      body: caseClose,
      async run(trx, { params: { id }, body: { reason, version }, caller: { roles }, principal }) {
        await stepCase(
          trx,
          engine,
          id,
          { message: { type: 'close' }, version, reason },
          { roles, principal },
        );
        return showCase(trx, engine, id, roles);
      },
    }),
    command({
      ...action,
      path: '/admin/cases/:id/answer',
      reaches: 'email',
      roles: ['support'],
      summary: 'Answer a fan by email; they answer by its link',
      body: caseAnswer,
      problems: [...action.problems, 'nothing_to_do'],
      async run(trx, { params: { id }, body, caller: { roles }, principal }) {
        await answerFan(trx, app, id, body.text, { roles, principal });
        return showCase(trx, engine, id, roles);
      },
    }),
    command({
      ...action,
      path: '/admin/cases/:id/comments',
      summary: 'Write what colleagues should know',
      body: caseComment,
      async run(trx, { params: { id }, body, caller: { roles }, principal }) {
        await commentCase(trx, id, body.text, { roles, principal });
        return showCase(trx, engine, id, roles);
      },
    }),
  ];
}
