export { currentContent, followContent, knownContent } from './current.ts';
export { publishDraft, saveDraft } from './edit.ts';
export { readPreview } from './preview.ts';
export { type ContentPages, contentRoutes } from './routes.ts';
export { type Reach, readDraft, readPublished, readReach } from './stored.ts';
