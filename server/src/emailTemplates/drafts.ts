/** Texts that aren't published yet: one of each email, which administrators share. */
import { audit, type Principal } from '../platform/audit.ts';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { Problem } from '../platform/problem.ts';
import type { EmailTemplate, TemplateSource } from './template.ts';

/** A draft as it is stored. */
export interface DraftRow extends TemplateSource {
  version: number;
  by: string;
  at: Date;
}

export async function draftOf(trx: Trx, key: string, language: string): Promise<DraftRow | undefined> {
  const [draft] = await queryPrepared<DraftRow>(
    trx,
    'SELECT subject, text, version, by, at FROM email_template_drafts WHERE key = $1 AND language = $2',
    [key, language],
  );
  return draft;
}

/**
 * Keeps a text that may still be wrong: it is checked when it is published.
 * @param draft its version is that of the draft that was read; 0: there was none
 * @throws Problem `version_conflict` when somebody wrote on meanwhile
 */
export async function keepDraft(
  trx: Trx,
  { key }: EmailTemplate,
  language: string,
  { subject, text, version }: TemplateSource & { version: number },
  principal: Principal,
): Promise<void> {
  const before = await draftOf(trx, key, language);
  const [kept] = await queryPrepared(
    trx,
    `INSERT INTO email_template_drafts AS d (key, language, subject, text, version, by, at)
     VALUES ($1, $2, $3, $4, $5 + 1, $6, now())
     ON CONFLICT (key, language) DO UPDATE SET subject = $3, text = $4, version = d.version + 1, by = $6, at = now()
     WHERE d.version = $5 RETURNING d.version`,
    [key, language, subject, text, version, principal.by],
  );
  if (!kept)
    throw new Problem(
      'version_conflict',
      'Somebody else wrote on this draft since you opened it. Reload to see theirs; copy yours first.',
    );
  await audit(trx, principal, [
    {
      what: 'emailTemplate.draft',
      subject: key,
      before: before ? { subject: before.subject, text: before.text } : null,
      after: { subject, text },
    },
  ]);
}

/** @throws Problem `nothing_to_do` where there is none */
export async function dropDraft(
  trx: Trx,
  { key }: EmailTemplate,
  language: string,
  principal: Principal,
): Promise<void> {
  const [gone] = await queryPrepared<TemplateSource>(
    trx,
    'DELETE FROM email_template_drafts WHERE key = $1 AND language = $2 RETURNING subject, text',
    [key, language],
  );
  if (!gone) throw new Problem('nothing_to_do', 'There is no draft of this email.');
  await audit(trx, principal, [{ what: 'emailTemplate.dropDraft', subject: key, before: gone, after: null }]);
}
