export * from './counts.ts';
export * from './declineText.ts';
export * from './eventPhase.ts';
export * from './fanPage.ts';
export * from './holdStatus.ts';
export * from './orderStatus.ts';
