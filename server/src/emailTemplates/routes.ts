import {
  emailDraftChange,
  emailKey,
  emailPreview,
  emailPreviewRequest,
  emailPublication,
  emailRestoration,
  emailTemplate,
  emailTemplateList,
  emailTestSent,
} from '@holdfast/shared/emailTemplates';
import { z } from 'zod';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { type AnyEndpoint, command, query } from '../platform/http/index.ts';
import { newId } from '../platform/ids.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { problemsOf } from './check.ts';
import { dropDraft, keepDraft } from './drafts.ts';
import { previewTemplate, testEmail } from './preview.ts';
import { listTemplates, showTemplate } from './readTemplates.ts';
import { allPlaceholders, language } from './renderLetter.ts';
import type { Email, RegisteredEmail, TemplateSource } from './template.ts';
import { publish, textOf, versionsOf } from './versions.ts';

const common = { tag: 'Admin: emails', roles: ['admin'] } as const;
const one = { ...common, params: z.object({ key: emailKey }) } as const;
const path = '/admin/email-templates/:key';
const change = { ...one, idempotent: true, answer: emailTemplate } as const;

/** Stores an email and queues its sending: the outbox is a higher room's. */
type Post = (trx: Trx, cause: string, email: Email) => Promise<void>;

/** The texts of emails, for administrators. @param emails of every room */
export function emailTemplateRoutes(
  app: AppContext,
  emails: readonly RegisteredEmail[],
  post: Post,
): AnyEndpoint[] {
  const named = new Map(emails.map((email) => [email.template.key, email]));
  const find = (key: string): RegisteredEmail => {
    const found = named.get(key);
    if (!found) throw notFound('email');
    return found;
  };
  return [
    query({
      ...common,
      path: '/admin/email-templates',
      summary: 'All emails that the marketplace sends, and whose text was edited by whom',
      answer: emailTemplateList,
      async run(trx) {
        const data = await listTemplates(trx, emails);
        return { data, total: data.length };
      },
    }),
    query({
      ...one,
      path,
      summary: 'One email: its text, its placeholders, its draft and what was published before',
      answer: emailTemplate,
      problems: ['not_found'],
      run: (trx, { params }) => showTemplate(trx, find(params.key)),
    }),
    ...draftRoutes(find),
    ...publicationRoutes(find),
    ...tryRoutes(app, find, post),
  ];
}

type Find = (key: string) => RegisteredEmail;

const draftRoutes = (find: Find): AnyEndpoint[] => [
  command({
    ...change,
    method: 'put',
    path: `${path}/draft`,
    summary: 'Keep a text that isn’t published yet',
    body: emailDraftChange,
    problems: ['not_found', 'version_conflict', 'validation_failed'],
    async run(trx, { params, body, principal }) {
      const found = find(params.key);
      await keepDraft(trx, found.template, language, body, principal);
      return showTemplate(trx, found);
    },
  }),
  command({
    ...change,
    method: 'delete',
    path: `${path}/draft`,
    summary: 'Drop the draft; what is sent stays as it is',
    problems: ['not_found', 'nothing_to_do'],
    async run(trx, { params, principal }) {
      const found = find(params.key);
      await dropDraft(trx, found.template, language, principal);
      return showTemplate(trx, found);
    },
  }),
];

/** @throws Problem `validation_failed` naming each unknown or missing placeholder */
function refuseWrong(source: TemplateSource, { template }: RegisteredEmail): void {
  const problems = problemsOf(source, allPlaceholders(template));
  if (problems.length > 0) throw fieldsRefused(problems);
}

/** Everybody is sent what is published, links included: so who publishes proves that it is them. */
const publicationRoutes = (find: Find): AnyEndpoint[] => [
  command({
    ...change,
    method: 'post',
    path: `${path}/publish`,
    freshProof: true,
    summary: 'Publish a text: emails that are written from now on have it',
    body: emailPublication,
    problems: ['not_found', 'version_conflict', 'validation_failed', 'nothing_to_do'],
    async run(trx, { params, body: { version, ...source }, principal }) {
      const found = find(params.key);
      refuseWrong(source, found);
      await publish(trx, found.template, { language, seen: version, source }, principal);
      return showTemplate(trx, found);
    },
  }),
  command({
    ...change,
    method: 'post',
    path: `${path}/restore`,
    freshProof: true,
    summary: 'Publish a former text once more, or the default',
    body: emailRestoration,
    problems: ['not_found', 'version_conflict', 'validation_failed', 'nothing_to_do'],
    async run(trx, { params, body: { version, to }, principal }) {
      const found = find(params.key);
      const row = (await versionsOf(trx, params.key, language)).find((each) => each.version === to);
      if (to !== 0 && !row) throw notFound('version of this email');
      const source = row && row.text !== null ? textOf(row, found.template) : null;
      // The placeholders of then may be others than those of now.
      if (source) refuseWrong(source, found);
      await publish(trx, found.template, { language, seen: version, source, restored: to }, principal);
      return showTemplate(trx, found);
    },
  }),
];

const tryRoutes = (app: AppContext, find: Find, post: Post): AnyEndpoint[] => [
  query({
    ...one,
    method: 'post',
    path: `${path}/preview`,
    summary:
      'How a text looks with the newest record of its kind, or with example values; and what is wrong with it',
    body: emailPreviewRequest,
    answer: emailPreview,
    problems: ['not_found', 'validation_failed'],
    run: (trx, { params, body: { with: asked, ...source } }) =>
      previewTemplate(trx, app, find(params.key), source, asked),
  }),
  command({
    ...one,
    method: 'post',
    path: `${path}/test`,
    reaches: 'email',
    summary: 'Send a text to oneself, as the preview shows it',
    idempotent: true,
    body: emailPreviewRequest,
    answer: emailTestSent,
    problems: ['not_found', 'validation_failed', 'nothing_to_do'],
    async run(trx, { params: { key }, body: { with: asked, ...source }, principal }) {
      const found = find(key);
      refuseWrong(source, found);
      const [me] = await queryPrepared<{ email: string }>(
        trx,
        'SELECT email FROM accounts_people_named WHERE id = $1',
        [principal.by],
      );
      if (!me) throw new Problem('nothing_to_do', 'Only a person can be sent a test.');
      const email = await testEmail(trx, app, found, source, { to: me.email, asked });
      await post(trx, `templateTest/${newId('request')}`, email);
      await audit(trx, principal, [
        { what: 'emailTemplate.test', subject: key, before: null, after: { subject: email.subject } },
      ]);
      return { to: me.email };
    },
  }),
];
