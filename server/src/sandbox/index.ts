export { type PastPayment, rememberPast } from './past.ts';
export { type Sandbox, type SandboxOptions, startSandbox } from './startSandbox.ts';
export { type Log, SandboxInUse } from './writer.ts';
