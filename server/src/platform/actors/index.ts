export * from './definition.ts';
export * from './drawing.ts';
export { type Addressed, type Birth, createEngine, type Engine, type Outcome, upgrade } from './engine.ts';
export * from './replay.ts';
export { type ArmedTimer, type LogRow, logColumns } from './rows.ts';
export { acceptsOf, firstStep, keep, nextStep, stateText, wake } from './step.ts';
export * from './sweeper.ts';
