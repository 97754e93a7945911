export { openErrorReporting, reportError } from './errorReporting.ts';
export { openTracing, traced, tracedFrom, tracePast } from './tracing.ts';
