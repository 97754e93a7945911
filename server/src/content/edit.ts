/** What staff do with the content: save a draft, publish it, discard it, bring a version back. */
import { contentChanges, type SiteContent } from '@holdfast/shared/content';
import { audit, type Principal } from '../platform/audit.ts';
import type { Trx } from '../platform/db/index.ts';
import { fieldsRefused, notFound, Problem } from '../platform/problem.ts';
import { contentProblems, type PageExists } from './check.ts';
import {
  type DraftState,
  readDraft,
  readPublished,
  readVersion,
  writeDraft,
  writeVersion,
} from './stored.ts';

/** Who acts, and whether they may publish other pages of text. */
export interface Editor {
  principal: Principal;
  isAdmin: boolean;
}

/** Locks the content. @throws Problem `version_conflict` when somebody changed it since it was read */
async function open(trx: Trx, version: number): Promise<DraftState> {
  const state = await readDraft(trx, 'lock');
  if (state.version === version) return state;
  throw new Problem(
    'version_conflict',
    `${await whoChanged(trx, state)} since you opened it. Nothing was overwritten: copy what you typed, reload, and enter it again.`,
  );
}

async function whoChanged(trx: Trx, { draft }: DraftState): Promise<string> {
  if (draft) return `${draft.changedBy} changed the draft`;
  const { publishedBy, number } = await readPublished(trx);
  return publishedBy === null
    ? 'Somebody discarded the draft'
    : `${publishedBy} published version ${number}, or the draft was discarded,`;
}

/**
 * Saves the draft; one that is what is public is none.
 * @throws Problem `version_conflict`; `validation_failed` with every value, link, plan and text that isn't right
 */
export async function saveDraft(
  trx: Trx,
  { content, version }: { content: SiteContent; version: number },
  { principal }: Editor,
  pageExists: PageExists,
): Promise<void> {
  const { draft } = await open(trx, version);
  const published = await readPublished(trx);
  const before = draft?.content ?? published.content;
  if (contentChanges(before, content).length === 0) return;
  const problems = await contentProblems(trx, content, pageExists);
  if (problems.length > 0) throw fieldsRefused(problems);
  const isPublic = contentChanges(published.content, content).length === 0;
  const base = draft?.base ?? published.number;
  await writeDraft(trx, isPublic ? null : { content, base, by: principal.by });
  await record(trx, principal, 'content.saveDraft', before, content);
}

/**
 * Makes the draft public.
 * @throws Problem `version_conflict`; `nothing_to_do` without a draft; `forbidden` for other pages of text, unless by an
 *   administrator; `validation_failed` for what became wrong since it was saved
 */
export async function publishDraft(
  trx: Trx,
  { version, note }: { version: number; note: string },
  editor: Editor,
  pageExists: PageExists,
): Promise<void> {
  const { draft } = await open(trx, version);
  if (!draft) throw new Problem('nothing_to_do', 'Nothing is drafted. Change something and save it first.');
  const problems = await contentProblems(trx, draft.content, pageExists);
  if (problems.length > 0) throw fieldsRefused(problems);
  await makePublic(trx, 'content.publish', { content: draft.content, note, restored: null }, editor);
  await writeDraft(trx, null);
}

/** Throws the draft away. @throws Problem `version_conflict`; `nothing_to_do` */
export async function discardDraft(trx: Trx, version: number, { principal }: Editor): Promise<void> {
  const { draft } = await open(trx, version);
  if (!draft) throw new Problem('nothing_to_do', 'Nothing is drafted.');
  const published = await readPublished(trx);
  await writeDraft(trx, null);
  await record(trx, principal, 'content.discardDraft', draft.content, published.content);
}

/**
 * Makes the content of a version public again, as a new version. A draft stays.
 * @throws Problem `not_found`; `version_conflict`; `nothing_to_do` when it is what is public; `forbidden` as of `publishDraft`
 */
export async function restoreVersion(
  trx: Trx,
  number: number,
  version: number,
  editor: Editor,
): Promise<void> {
  const { draft } = await open(trx, version);
  const found = await readVersion(trx, number);
  if (!found) throw notFound('version');
  await makePublic(trx, 'content.restore', { content: found.content, note: '', restored: number }, editor);
  await writeDraft(trx, draft && { content: draft.content, base: draft.base, by: editor.principal.by });
}

async function makePublic(
  trx: Trx,
  what: string,
  version: { content: SiteContent; note: string; restored: number | null },
  { principal, isAdmin }: Editor,
): Promise<void> {
  const published = await readPublished(trx);
  const changes = contentChanges(published.content, version.content);
  if (changes.length === 0) throw new Problem('nothing_to_do', 'This is what is public.');
  const pages = changes.filter((change) => change.what.startsWith('Pages, '));
  if (pages.length > 0 && !isAdmin)
    throw new Problem(
      'forbidden',
      `Pages of text are what fans agree to, so an administrator publishes them. Changed here: ${pages.map((page) => page.what).join('; ')}. Ask one; the draft stays.`,
    );
  await writeVersion(trx, { ...version, number: published.number + 1, by: principal.by });
  await record(trx, principal, what, published.content, version.content);
}

/** Characters of one text in the log: pages of text are long, and the versions have them whole. */
const longestLogged = 120;

async function record(
  trx: Trx,
  principal: Principal,
  what: string,
  before: SiteContent,
  after: SiteContent,
): Promise<void> {
  const changes = contentChanges(before, after);
  const side = (of: 'before' | 'after') =>
    Object.fromEntries(changes.map((change) => [change.what, change[of]?.slice(0, longestLogged) ?? null]));
  await audit(trx, principal, [{ what, subject: 'content', before: side('before'), after: side('after') }]);
}
