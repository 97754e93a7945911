export type { GridHandle } from './grid/gridProps.ts';
