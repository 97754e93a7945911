import { pictureOf } from '@holdfast/shared/catalog';
import {
  adminContent,
  contentVersionList,
  contentVersionQuery,
  draftDecision,
  draftInput,
  previewLink,
  publishInput,
} from '@holdfast/shared/content';
import { largestPictureBytes } from '@holdfast/shared/pictures';
import { z } from 'zod';
import { hasRole } from '../accounts/index.ts';
import { keepPicture, makePicture } from '../pictures/index.ts';
import type { AppContext } from '../platform/appContext.ts';
import { audit } from '../platform/audit.ts';
import { inTransaction } from '../platform/db/index.ts';
import {
  type AnyEndpoint,
  type Caller,
  command,
  endpoint,
  principalOf,
  query,
  readFileOf,
  requireKey,
  runOnce,
} from '../platform/http/index.ts';
import type { Principal } from '../platform/principal.ts';
import type { PageExists } from './check.ts';
import { refreshContent } from './current.ts';
import { discardDraft, publishDraft, restoreVersion, saveDraft } from './edit.ts';
import { makePreviewLink } from './preview.ts';
import { publicRoutes } from './publicRoutes.ts';
import { listVersions, readAdminContent } from './read.ts';

const staff = { tag: 'Admin: content', roles: ['staff'] } as const;

/** What the routes need of the storefront. */
export interface ContentPages {
  exists: PageExists;
  /** Forgets what this process has made of the content before. */
  forget(): void;
}

/** The content of the site: as fans read it, and as staff edit it. */
export function contentRoutes(app: AppContext, pages: ContentPages): AnyEndpoint[] {
  return [...publicRoutes(app), ...readingRoutes(app), ...editingRoutes(app, pages), pictureRoute(app)];
}

function readingRoutes(app: AppContext): AnyEndpoint[] {
  return [
    query({
      ...staff,
      path: '/admin/content',
      summary: 'The content as it is edited: the draft, or what is public where nothing is drafted',
      answer: adminContent,
      run: (trx, { caller }) => readAdminContent(trx, hasRole(caller, 'admin')),
    }),
    query({
      ...staff,
      path: '/admin/content-versions',
      summary: 'The versions that were published, the newest first, with who, when and what changed',
      query: contentVersionQuery,
      answer: contentVersionList,
      run: (trx, { query: asked }) => listVersions(trx, asked),
    }),
    query({
      ...staff,
      path: '/admin/content/preview-link',
      summary: 'A link that shows the draft for a day to whoever has it',
      answer: previewLink,
      read: () => makePreviewLink(app),
    }),
  ];
}

const editorOf = ({ principal, caller }: { principal: Principal; caller: Caller }) => ({
  principal,
  isAdmin: hasRole(caller, 'admin'),
});

function editingRoutes(app: AppContext, pages: ContentPages): AnyEndpoint[] {
  const changing = { ...staff, idempotent: true, answer: adminContent } as const;
  /** Once it is committed, this process shows it at once; the others look every second. */
  const atOnce = (declared: AnyEndpoint): AnyEndpoint => ({
    ...declared,
    async perform(ctx, input, db) {
      const answer = await declared.perform(ctx, input, db);
      if (await refreshContent(app)) pages.forget();
      return answer;
    },
  });
  return [
    command({
      ...changing,
      method: 'put',
      path: '/admin/content/draft',
      summary: 'Save the draft, which nobody sees without a preview’s link',
      body: draftInput,
      problems: ['validation_failed', 'version_conflict'],
      async run(trx, { body, principal, caller }) {
        const editor = editorOf({ principal, caller });
        await saveDraft(trx, body, editor, pages.exists);
        return readAdminContent(trx, editor.isAdmin);
      },
    }),
    command({
      ...changing,
      method: 'post',
      path: '/admin/content/discard',
      summary: 'Throw the draft away',
      body: draftDecision,
      problems: ['version_conflict', 'nothing_to_do'],
      async run(trx, { body, principal, caller }) {
        const editor = editorOf({ principal, caller });
        await discardDraft(trx, body.version, editor);
        return readAdminContent(trx, editor.isAdmin);
      },
    }),
    atOnce(
      command({
        ...changing,
        method: 'post',
        path: '/admin/content/publish',
        summary:
          'Make the draft public, everywhere within a second; other pages of text only by administrators',
        body: publishInput,
        problems: ['validation_failed', 'version_conflict', 'nothing_to_do', 'forbidden'],
        async run(trx, { body, principal, caller }) {
          const editor = editorOf({ principal, caller });
          await publishDraft(trx, body, editor, pages.exists);
          return readAdminContent(trx, editor.isAdmin);
        },
      }),
    ),
    atOnce(
      command({
        ...changing,
        method: 'post',
        path: '/admin/content-versions/:number/restore',
        params: z.object({ number: z.coerce.number().int().min(0).max(1_000_000) }),
        summary: 'Make the content of a version public again, as a new version; a draft stays',
        body: draftDecision,
        problems: ['not_found', 'version_conflict', 'nothing_to_do', 'forbidden'],
        async run(trx, { params: { number }, body, principal, caller }) {
          const editor = editorOf({ principal, caller });
          await restoreVersion(trx, number, body.version, editor);
          return readAdminContent(trx, editor.isAdmin);
        },
      }),
    ),
  ];
}

/** Nothing shows it until a draft that names it is published. */
function pictureRoute(app: AppContext): AnyEndpoint {
  return endpoint({
    ...staff,
    method: 'put',
    path: '/admin/content/picture',
    bodyComesAs: 'stream',
    summary: 'Take in a picture for the landing page: its bytes as the body, JPEG, PNG or WebP, at most 5 MB',
    idempotent: true,
    answer: pictureOf,
    problems: ['file_not_recognized', 'body_too_large', 'validation_failed'],
    async handle(ctx) {
      const picture = await makePicture(await readFileOf(ctx, largestPictureBytes, 'A picture'));
      ctx.state.rawBody = picture.id;
      return inTransaction(app.db, (trx) =>
        runOnce(trx, requireKey(ctx), async () => {
          await keepPicture(trx, picture);
          const entry = { what: 'content.picture', subject: 'content', before: null };
          await audit(trx, principalOf(ctx), [{ ...entry, after: { picture: picture.id } }]);
          return { pictureId: picture.id };
        }),
      );
    },
  });
}
