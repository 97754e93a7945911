export { rowMoves } from './grid/gridKeys.ts';
