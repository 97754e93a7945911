/** The content in the database: its versions and the draft. */
import { type SiteContent, siteContent } from '@holdfast/shared/content';
import { queryPrepared, type Trx } from '../platform/db/index.ts';
import { defaultContent } from './defaults/index.ts';

/** A version. Number 0 is the content that the software comes with. */
export interface Version {
  number: number;
  content: SiteContent;
  note: string;
  restored: number | null;
  publishedAt: Date | null;
  /** The name of who published it. */
  publishedBy: string | null;
}

/** The content that the software comes with. */
export const versionZero: Version = {
  number: 0,
  content: defaultContent,
  note: '',
  restored: null,
  publishedAt: null,
  publishedBy: null,
};

/** What is drafted. */
export interface Draft {
  content: SiteContent;
  base: number;
  changedAt: Date;
  /** The name of who changed it last. */
  changedBy: string;
}

/** The draft, and the count of changes. */
export interface DraftState {
  version: number;
  draft: Draft | null;
}

const versions = `SELECT v.number, v.content, v.note, v.restored, v.published_at AS "publishedAt", coalesce(p.name, v.published_by) AS "publishedBy"
  FROM content_versions v LEFT JOIN accounts_people_named p ON p.id = v.published_by`;

const asVersion = (row: Version): Version => ({ ...row, content: complete(row.content) });

/** The number of the public version; 0: nothing was published. */
export async function newestNumber(trx: Trx): Promise<number> {
  const [row] = await queryPrepared<{ number: number | null }>(
    trx,
    'SELECT max(v.number) AS number FROM content_versions v',
    [],
  );
  return row?.number ?? 0;
}

/** What is public. */
export async function readPublished(trx: Trx): Promise<Version> {
  const [row] = await queryPrepared<Version>(trx, `${versions} ORDER BY v.number DESC LIMIT 1`, []);
  return row ? asVersion(row) : versionZero;
}

/** How the marketplace is reached beside its settings. */
export type Reach = Pick<SiteContent['contact'], 'phone' | 'hours'>;

/** What the public content says of it: for emails, which are written in a transaction of their cause. */
export async function readReach(trx: Trx): Promise<Reach> {
  const [row] = await queryPrepared<Reach>(
    trx,
    `SELECT v.content #>> '{contact,phone}' AS phone, v.content #>> '{contact,hours}' AS hours
     FROM content_versions v ORDER BY v.number DESC LIMIT 1`,
    [],
  );
  const { phone, hours } = row ?? defaultContent.contact;
  return { phone, hours };
}

/** Null: there is no such version. */
export async function readVersion(trx: Trx, number: number): Promise<Version | null> {
  if (number === 0) return versionZero;
  const [row] = await queryPrepared<Version>(trx, `${versions} WHERE v.number = $1`, [number]);
  return row ? asVersion(row) : null;
}

/** The versions below a number, the newest first, with number 0 at the end. @param most at most so many */
export async function readVersionsBelow(trx: Trx, number: number, most: number): Promise<Version[]> {
  const rows = await queryPrepared<Version>(
    trx,
    `${versions} WHERE v.number < $1 ORDER BY v.number DESC LIMIT $2`,
    [number, most],
  );
  const found = rows.map(asVersion);
  return found.length < most ? [...found, versionZero] : found;
}

interface DraftRow {
  version: number;
  content: SiteContent | null;
  base: number;
  changedAt: Date;
  changedBy: string;
}

/** The draft. @param lock whoever changes the content waits until this transaction ends */
export async function readDraft(trx: Trx, lock?: 'lock'): Promise<DraftState> {
  const [row] = await queryPrepared<DraftRow>(
    trx,
    `SELECT d.version, d.content, d.base, d.changed_at AS "changedAt", coalesce(p.name, d.changed_by) AS "changedBy"
     FROM content_draft d LEFT JOIN accounts_people_named p ON p.id = d.changed_by ${lock ? 'FOR UPDATE OF d' : ''}`,
    [],
  );
  if (!row) throw new Error('there is no row of the draft: its step writes it');
  const { version, content, ...rest } = row;
  return { version, draft: content && { ...rest, content: complete(content) } };
}

/** Writes the draft and counts the change; null: nothing is drafted any more. */
export async function writeDraft(
  trx: Trx,
  draft: { content: SiteContent; base: number; by: string } | null,
): Promise<void> {
  await queryPrepared(
    trx,
    `UPDATE content_draft SET content = $1, base = $2, changed_by = $3, version = version + 1,
       changed_at = CASE WHEN $1::jsonb IS NULL THEN NULL ELSE now() END`,
    [draft && JSON.stringify(draft.content), draft?.base ?? null, draft?.by ?? null],
  );
}

/** Makes a content public. */
export async function writeVersion(
  trx: Trx,
  version: Pick<Version, 'number' | 'content' | 'note' | 'restored'> & { by: string },
): Promise<void> {
  await queryPrepared(
    trx,
    `INSERT INTO content_versions (number, content, note, restored, published_by) VALUES ($1, $2, $3, $4, $5)`,
    [version.number, JSON.stringify(version.content), version.note, version.restored, version.by],
  );
}

/**
 * A stored content in the form of today: what a later version of the software added is as it comes with it. A section that
 * came later stands last.
 * @throws Error when it can't be: a step forgot to bring it forward
 */
function complete(stored: SiteContent): SiteContent {
  const whole = merged(defaultContent, stored) as SiteContent;
  const known = new Set(whole.sections.map(({ id }) => id));
  const added = defaultContent.sections.filter(({ id }) => !known.has(id));
  return siteContent.parse({ ...whole, sections: [...whole.sections, ...added] });
}

function merged(from: unknown, stored: unknown): unknown {
  if (stored === undefined) return from;
  if (!isRecord(from) || !isRecord(stored)) return stored;
  return Object.fromEntries(Object.keys(from).map((name) => [name, merged(from[name], stored[name])]));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
