import { pictureAddress, pictureSet } from '@holdfast/shared/pictures';

/** The picture of an event, cut to its box; nothing where it has none. The name stands beside it. */
export function EventPicture({
  event: { pictureId },
  className,
  sizes,
}: {
  event: { pictureId: string | null };
  className: string;
  /** How wide it is shown, for the browser's choice of file. */
  sizes: string;
}) {
  if (pictureId === null) return null;
  return (
    <img
      className={className}
      src={pictureAddress(pictureId, 640)}
      srcSet={pictureSet(pictureId)}
      sizes={sizes}
      alt=""
      width="640"
      height="360"
    />
  );
}
