export { CaseShow } from './CaseShow.tsx';
export { ReservationGrid } from './ReservationGrid.tsx';
