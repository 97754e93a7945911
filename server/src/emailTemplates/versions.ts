/** Texts of emails in the database: which one is sent, and publishing another. */
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import type { EmailTemplate, TemplateSource } from './template.ts';

/** A text that was published, as it is stored: null means the default of the code. */
export interface VersionRow {
  version: number;
  subject: string | null;
  text: string | null;
  restored: number | null;
  by: string;
  at: Date;
}

/** An edited text that is sent now. */
export interface CurrentText extends TemplateSource {
  version: number;
}

/** The texts that are sent instead of defaults, by key. */
export async function currentTexts(
  trx: Trx,
  keys: readonly string[],
  language: string,
): Promise<Map<string, CurrentText>> {
  const rows = await queryPrepared<VersionRow & { key: string }>(
    trx,
    `SELECT DISTINCT ON (key) key, version, subject, text FROM email_template_versions
     WHERE key = ANY($1::text[]) AND language = $2 ORDER BY key, version DESC`,
    [keys, language],
  );
  return new Map(
    rows.flatMap(({ key, version, subject, text }) =>
      subject === null || text === null ? [] : [[key, { version, subject, text }] as const],
    ),
  );
}

/** Newest first. */
export function versionsOf(trx: Trx, key: string, language: string): Promise<VersionRow[]> {
  return queryPrepared<VersionRow>(
    trx,
    `SELECT version, subject, text, restored, by, at FROM email_template_versions
     WHERE key = $1 AND language = $2 ORDER BY version DESC`,
    [key, language],
  );
}

interface Publication {
  language: string;
  /** Of the text that was read as the published one. */
  seen: number;
  /** Null: the default. */
  source: TemplateSource | null;
  /** The version that it takes up again. */
  restored?: number;
}

/**
 * Publishes a text, from the next email on that is rendered. A draft of it is over.
 * @throws Problem `version_conflict` when somebody published another one since; `nothing_to_do` where it is sent already
 */
export async function publish(
  trx: Trx,
  template: EmailTemplate,
  { language, seen, source, restored }: Publication,
  principal: Principal,
): Promise<void> {
  const { key } = template;
  await queryPrepared(
    trx,
    `SELECT pg_advisory_xact_lock(hashtextextended('emailTemplate ' || $1 || ' ' || $2, 0)) AS locked`,
    [key, language],
  );
  const [current] = await versionsOf(trx, key, language);
  if ((current?.version ?? 0) !== seen)
    throw new Problem(
      'version_conflict',
      'Somebody published another text of this email since you opened it. Reload, and look at what they changed.',
    );
  const before = current ? textOf(current, template) : template;
  const after = source ?? template;
  const isSame = before.subject === after.subject && before.text === after.text;
  const isDefault = source === null || (source.subject === template.subject && source.text === template.text);
  if (isSame && isDefault === ((current?.text ?? null) === null))
    throw new Problem('nothing_to_do', 'This is the text that is sent already.');
  await queryPrepared(
    trx,
    `INSERT INTO email_template_versions (key, language, version, subject, text, restored, by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now())`,
    [
      key,
      language,
      seen + 1,
      isDefault ? null : after.subject,
      isDefault ? null : after.text,
      restored ?? null,
      principal.by,
    ],
  );
  await queryPrepared(trx, 'DELETE FROM email_template_drafts WHERE key = $1 AND language = $2', [
    key,
    language,
  ]);
  await audit(trx, principal, [
    {
      what: 'emailTemplate.publish',
      subject: key,
      before: { version: seen, subject: before.subject, text: before.text },
      after: {
        version: seen + 1,
        subject: after.subject,
        text: after.text,
        ...(restored === undefined ? {} : { restored }),
      },
    },
  ]);
}

/** What a stored version says: the default's own words where it is that. */
export const textOf = ({ subject, text }: VersionRow, template: TemplateSource): TemplateSource => ({
  subject: subject ?? template.subject,
  text: text ?? template.text,
});
