export { ConsignorCreate } from './ConsignorCreate.tsx';
export { ConsignorList } from './ConsignorList.tsx';
export { ConsignorShow } from './ConsignorShow.tsx';
