/** Picture files for tests. */
import sharp from 'sharp';

/** A picture of one color; another color is another picture. */
export const pictureFile = (
  { width = 900, height = 600, color = '#0d4d3a' } = {},
  format: 'jpeg' | 'png' | 'webp' | 'gif' = 'png',
): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: color } })
    .toFormat(format)
    .toBuffer();
