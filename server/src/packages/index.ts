export { packagesWithAccess, resealAccess } from './access/access.ts';
export * from './ofConsignor.ts';
export { packageRoutes } from './routes.ts';
export { ownSeasonOf } from './season.ts';
export { seasonCsv, seasonLines, seasonSheet } from './seasonFile.ts';
export type * from './views.ts';
