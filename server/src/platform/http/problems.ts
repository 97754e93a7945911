/** Turns errors into problem details. */
import type { ProblemDetails } from '@holdfast/shared/http';
import { problems } from '@holdfast/shared/http';
import type { Middleware } from 'koa';
import { isDatabaseAway, isOverTime } from '../db/index.ts';
import type { Logger } from '../logging.ts';
import { Problem } from '../problem.ts';
import { clientGoneStatus, isClientGone } from './clientGone.ts';
import type { Ctx } from './context.ts';
import { answerProblemPage, isPlainForm } from './plainPage.ts';
import { pathForLogs } from './request.ts';
import type { SecurityLog } from './securityLog.ts';

/** A problem as RFC 9457 problem details. */
export function problemBody(problem: Problem, requestId: string): ProblemDetails {
  return {
    type: `/api/docs/problems#${problem.code}`,
    title: problems[problem.code].title,
    status: problem.status,
    code: problem.code,
    detail: problem.message,
    requestId,
    ...problem.members,
  };
}

/**
 * Answers problems as they are; unexpected errors are logged with their stack and answered without detail. A
 * client that went away in the middle is no error.
 * @param security hears of every refusal
 */
export function answerProblems(log: Logger, security?: SecurityLog): Middleware {
  return async (plain, next) => {
    const ctx = plain as unknown as Ctx;
    try {
      await next();
      if (ctx.status === 404 && ctx.body === undefined && ctx.path.startsWith('/api'))
        throw new Problem('not_found', `Nothing answers ${ctx.method} ${ctx.path}. See /api/docs.`);
    } catch (error) {
      if (isClientGone(error, ctx)) {
        log.debug({ requestId: ctx.state.requestId, path: pathForLogs(ctx) }, 'the client went away');
        // Nobody reads an answer.
        ctx.status = clientGoneStatus;
        ctx.respond = false;
        return;
      }
      const problem = asProblem(error);
      security?.refused(ctx, problem);
      if (problem.status >= 500 && problem.code !== 'overloaded')
        log.error({ err: error, requestId: ctx.state.requestId, path: pathForLogs(ctx) }, 'request failed');
      ctx.status = problem.status;
      if (typeof problem.members.retryAfter === 'number')
        ctx.set('Retry-After', String(problem.members.retryAfter));
      const body = problemBody(problem, ctx.state.requestId);
      if (isPlainForm(ctx)) {
        answerProblemPage(ctx, body);
        return;
      }
      ctx.body = JSON.stringify(body);
      ctx.type = 'application/problem+json';
    }
  };
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { status, type } = error as { status?: number; type?: string };
  if (status === 413 || type === 'entity.too.large')
    return new Problem('body_too_large', 'The body is larger than is accepted here. Nothing was changed.');
  // Of files: missing, or a path that leaves their folder.
  if (status === 404 || status === 403 || status === 400)
    return new Problem('not_found', 'There is nothing at this address.');
  if (isDatabaseAway(error))
    return new Problem(
      'unavailable',
      'Our database is out of reach. Nothing was changed. Try again in a few seconds.',
      {
        retryAfter: 5,
      },
    );
  if (isOverTime(error))
    return new Problem(
      'overloaded',
      'That took longer than we let it. Nothing was changed. Try again in a few seconds.',
      { retryAfter: 5 },
    );
  return new Problem(
    'internal_error',
    'Something went wrong on our side. It was recorded; nothing is half done. Try again.',
  );
}
