export { currentContent, followContent, knownContent } from './current.ts';
export { readPreview } from './preview.ts';
export { type ContentPages, contentRoutes } from './routes.ts';
export { type Reach, readReach } from './stored.ts';
