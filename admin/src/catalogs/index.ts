export { CatalogRunShow } from './CatalogRunShow.tsx';
export { CataloguesPage } from './CataloguesPage.tsx';
export { MatchingPage } from './matching/MatchingPage.tsx';
