/** No file of many megabytes stops the marketplace: while each of these is read, /health answers. */
import { it } from '../../test/fixtures.ts';
import { createUploader, expectRefused, type Hostile, header, type Uploader } from './hostileFiles.ts';

let uploader: Uploader;

it.beforeAll(async ({ running }) => {
  uploader = await createUploader(running);
});

it.for<Hostile>([
  ['60 MB of commas', () => ','.repeat(60_000_000), /longer than 20,000 characters/],
  ['60 MB of line ends', () => `${header}\n${'\n'.repeat(60_000_000)}`, /more than 200,000 lines/],
])('%s is refused, and the application still answers', (hostile, { annotate }) =>
  expectRefused(uploader, hostile, annotate),
);
