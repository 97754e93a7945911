export { moveDrafts } from './drafts.ts';
export { createPercentages, listPercentages } from './percentages.ts';
export { pricingRuleRoutes } from './routes.ts';
export * from './waiting.ts';
