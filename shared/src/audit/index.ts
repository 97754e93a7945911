export * from './contract.ts';
export * from './securityLog.ts';
