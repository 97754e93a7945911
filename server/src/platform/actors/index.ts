export type { Birth } from './births.ts';
export * from './definition.ts';
export * from './drawing.ts';
export { type Addressed, createEngine, type Engine, type Outcome } from './engine.ts';
export * from './replay.ts';
export type { ArmedTimer, LogRow } from './rows.ts';
export { acceptsOf, firstStep, keep, nextStep, stateText, wake } from './step.ts';
export * from './sweeper.ts';
