export * from './contract.ts';
export * from './definition.ts';
export * from './drawing.ts';
export { createEngine } from './engine.ts';
export * from './replay.ts';
export type { ArmedTimer, LogRow } from './rows.ts';
export { acceptsOf, firstStep, keep, nextStep, stateText, wake } from './step.ts';
export * from './sweeper.ts';
