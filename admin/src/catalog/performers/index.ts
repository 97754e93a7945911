export { PerformerCreate, PerformerEdit } from './PerformerForm.tsx';
export { PerformerList } from './PerformerList.tsx';
export { PerformerShow } from './PerformerShow.tsx';
