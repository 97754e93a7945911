export { giveTaxData } from './giveTaxData.ts';
export { showTaxData, taxDataToMail, taxpayersOf } from './readTaxData.ts';
export { taxpayerRoutes } from './routes.ts';
export { openTins, resealTaxData } from './sealedTins.ts';
export { changeTaxDataSettings, showTaxDataSettings } from './settings.ts';
export type * from './views.ts';
