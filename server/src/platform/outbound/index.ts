export { NoOutsideAnswer, type OutsideAnswer, type OutsidePost, postOutside } from './postOutside.ts';
