export * from './OwnerFilter.tsx';
export * from './OwnerInput.tsx';
export * from './OwnerLine.tsx';
export * from './useColleagues.ts';
export * from './useOwner.ts';
