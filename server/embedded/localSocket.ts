import { HOLDFAST } from './cluster.ts';

/** The longest path of a socket, bytes: `sun_path` of macOS has 104 and of Linux 108, the final zero among them. */
const longestPath = 103;
/** The name of a server's socket with the longest port. */
const longestName = '/.s.PGSQL.65535';

/**
 * The folder of the server's Unix socket: the cluster's, which its user and root alone can enter. A query through it takes a
 * quarter less CPU than through TCP.
 * @returns undefined where there are no such sockets, or where the path is too long or of letters that the setting would need quoted
 */
export function socketFolder(
  cluster: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const fits = Buffer.byteLength(cluster + longestName) <= longestPath && /^[\w./@+~-]+$/.test(cluster);
  return platform !== 'win32' && fits ? cluster : undefined;
}

/**
 * @param folder the folder of its socket; TCP without
 * @returns the address of its database `postgres` or `holdfast`, as libpq and pg read it
 */
export function connectionUrl(
  password: string,
  port: number,
  database: string,
  folder: string | undefined,
): string {
  const url = new URL(`postgres://${HOLDFAST}:${password}@127.0.0.1:${port}/${database}`);
  // Both programs prefer this host to that of the authority, whose port names the socket.
  if (folder !== undefined) url.searchParams.set('host', folder);
  return url.href;
}
