/** The emails as the back office lists and edits them. */
import type {
  EmailPlaceholder,
  EmailTemplateDetail,
  EmailTemplateRow,
  EmailVersion,
} from '@holdfast/shared/emailTemplates';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { draftOf } from './drafts.ts';
import type { Placeholder, Placeholders } from './placeholders.ts';
import { allPlaceholders, language } from './renderLetter.ts';
import type { EmailTemplate, RegisteredEmail } from './template.ts';
import { textOf, type VersionRow, versionsOf } from './versions.ts';
import type { EmailTemplatesFailing } from './views.ts';

interface Written {
  key: string;
  by: string;
  at: Date;
}

/** What was done to texts, by the keys of their emails. */
interface Work {
  edits: Map<string, VersionRow & Written>;
  drafts: Map<string, Written>;
  failures: Map<string, EmailTemplatesFailing>;
  names: Map<string, string>;
}

const byKey = <R extends { key: string }>(rows: readonly R[]) => new Map(rows.map((row) => [row.key, row]));

async function readWork(trx: Trx): Promise<Work> {
  const edits = await queryPrepared<VersionRow & Written>(
    trx,
    `SELECT DISTINCT ON (key) key, version, subject, text, restored, by, at FROM email_template_versions
     WHERE language = $1 ORDER BY key, version DESC`,
    [language],
  );
  const drafts = await queryPrepared<Written>(
    trx,
    'SELECT key, by, at FROM email_template_drafts WHERE language = $1',
    [language],
  );
  const failures = await queryPrepared<EmailTemplatesFailing>(
    trx,
    'SELECT * FROM email_templates_failing WHERE language = $1',
    [language],
  );
  return {
    edits: byKey(edits),
    drafts: byKey(drafts),
    failures: byKey(failures),
    names: await namesOf(
      trx,
      [...edits, ...drafts].map(({ by }) => by),
    ),
  };
}

async function namesOf(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryPrepared<{ id: string; name: string }>(
    trx,
    'SELECT id, name FROM accounts_people_named WHERE id = ANY($1::text[])',
    [[...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const written = ({ by, at }: Pick<Written, 'by' | 'at'>, names: Work['names']) => ({
  by: names.get(by) ?? null,
  at: at.toISOString(),
});

function rowOf(template: EmailTemplate, { edits, drafts, failures, names }: Work): EmailTemplateRow {
  const { key, name, to, when } = template;
  const [edit, draft] = [edits.get(key), drafts.get(key)];
  return {
    ...{ key, language, name, to, when },
    subject: edit ? textOf(edit, template).subject : template.subject,
    isEdited: edit !== undefined && edit.text !== null,
    edited: edit ? written(edit, names) : null,
    draft: draft ? written(draft, names) : null,
    failed: failures.get(key)?.failed ?? 0,
  };
}

/** All of them, in the order in which rooms name them. */
export async function listTemplates(
  trx: Trx,
  emails: readonly RegisteredEmail[],
): Promise<EmailTemplateRow[]> {
  const work = await readWork(trx);
  return emails.map(({ template }) => rowOf(template, work));
}

/** One of them with its texts. */
export async function showTemplate(
  trx: Trx,
  { template, latest }: RegisteredEmail,
): Promise<EmailTemplateDetail> {
  const { key } = template;
  const work = await readWork(trx);
  const versions = await versionsOf(trx, key, language);
  const draft = await draftOf(trx, key, language);
  const names = await namesOf(
    trx,
    versions.map(({ by }) => by),
  );
  const current = versions[0] ? textOf(versions[0], template) : template;
  const failure = work.failures.get(key);
  return {
    ...rowOf(template, work),
    subject: current.subject,
    text: current.text,
    version: versions[0]?.version ?? 0,
    default: { subject: template.subject, text: template.text },
    draftText: draft ? { subject: draft.subject, text: draft.text, version: draft.version } : null,
    placeholders: described(allPlaceholders(template)),
    versions: versions.map(
      (row): EmailVersion => ({
        ...textOf(row, template),
        version: row.version,
        isDefault: row.text === null,
        restored: row.restored,
        ...written(row, names),
      }),
    ),
    failure: failure ? { reason: failure.reason, at: failure.last_at.toISOString() } : null,
    hasRecords: latest !== undefined,
  };
}

/** What a text may name, as an editor lists it. */
export const described = (placeholders: Placeholders, within: string | null = null): EmailPlaceholder[] =>
  Object.entries(placeholders).flatMap(([name, placeholder]) => [
    {
      ...{ name, within },
      type: placeholder.type,
      about: placeholder.about,
      example: exampleText(placeholder),
      isRequired: 'isRequired' in placeholder && placeholder.isRequired,
    },
    ...(placeholder.type === 'list' ? described(placeholder.of, name) : []),
  ]);

function exampleText({ type, example }: Placeholder): string {
  if (type === 'flag') return example ? 'yes' : 'no';
  if (type === 'list') return example.length === 1 ? '1 row' : `${example.length} rows`;
  return example;
}
