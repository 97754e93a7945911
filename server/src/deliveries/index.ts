export {
  applyTo,
  changeWay,
  eraseFanNotes,
  failDelivery,
  lockDelivery,
  receiveDelivery,
  refundDelivery,
  refuseDelivery,
  replaceDelivery,
} from './actOnDelivery.ts';
export { createDeliveries, type PaidLine } from './createDeliveries.ts';
export { deliveryActor } from './delivery.actor.ts';
export { addFiles, type NewFile, readFile, recognizeFile, removeFile } from './files.ts';
export { type LessTickets, lessenDeliveries } from './lessen.ts';
export { countDeliveries, moveDeliveries } from './ofConsignor.ts';
export { assignDelivery, deliveriesOwned, handOverDeliveries } from './owners.ts';
export { rescheduleDeliveries } from './reschedule.ts';
export { sendDelivery } from './sendDelivery.ts';
export { type DeliveryStep, deliveryStepText } from './stepText.ts';
export type * from './views.ts';
