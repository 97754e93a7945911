export { makePicture, type NewPicture, takePicture } from './makePicture.ts';
export { pictureRoutes } from './routes.ts';
export { hasPicture, keepPicture } from './storedPictures.ts';
