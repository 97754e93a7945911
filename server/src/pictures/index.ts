export { makePicture, type NewPicture } from './makePicture.ts';
export { pictureRoutes } from './routes.ts';
export { hasPicture, keepPicture } from './storedPictures.ts';
