/**
 * An application for the crash tests: starts the server of a data folder or connects to it, prints its URL as
 * one line of JSON, and runs until it is killed or its input ends.
 */
import { connectOrStartEmbedded, startEmbeddedPostgres } from './index.ts';

const [how, dataDir] = process.argv.slice(2);
const log = { info() {}, warn() {}, error() {} };
const start = how === 'beside' ? connectOrStartEmbedded : startEmbeddedPostgres;

try {
  const server = await start({ dataDir: dataDir!, log });
  process.stdout.write(`${JSON.stringify({ url: server.url, port: server.port })}\n`);
  process.stdin.resume().once('end', () => server.stop());
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ refused: error instanceof Error ? error.message : String(error) })}\n`,
  );
}
