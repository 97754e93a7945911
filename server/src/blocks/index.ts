export { type BlockTarget, blockBuyers } from './block.ts';
export {
  areCardsBlocked,
  type Buyer,
  blocksAmong,
  isBlocked,
  refuseBlocked,
  refusedAsBlocked,
} from './blocksAmong.ts';
export { blocksOf } from './listBlocks.ts';
export { blockRoutes } from './routes.ts';
