/** Pictures of events and logos. Free of zod, which the storefront doesn't load. */

/** The widths that are served, in pixels; a picture that is smaller isn't enlarged. */
export const pictureWidths = [320, 640, 1280] as const;
/** A width that is served, in pixels. */
export type PictureWidth = (typeof pictureWidths)[number];

/** The largest file that is taken in, in bytes. */
export const largestPictureBytes = 5 * 1024 * 1024;

/** The address of a picture. What is behind it never changes, so it may be cached for good. */
export const pictureAddress = (id: string, width: PictureWidth): string => `/api/pictures/${id}/${width}`;

/** For `srcset`: every width with its address. */
export const pictureSet = (id: string): string =>
  pictureWidths.map((width) => `${pictureAddress(id, width)} ${width}w`).join(', ');
