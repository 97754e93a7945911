import { expect, test } from 'vitest';
import { connectionUrl, socketFolder } from './localSocket.ts';

test('a socket lies in the cluster, unless its path is too long, needs quotes, or the system has none', () => {
  expect(socketFolder('/srv/holdfast/.data/postgres/cluster', 'linux')).toBe(
    '/srv/holdfast/.data/postgres/cluster',
  );
  expect(socketFolder(`/srv/${'x'.repeat(90)}`, 'linux')).toBe(undefined);
  expect(socketFolder('/Users/dana/My projects/cluster', 'darwin')).toBe(undefined);
  expect(socketFolder('C:/holdfast/cluster', 'win32')).toBe(undefined);
});

test('an address names the socket’s folder beside the port that its file is called by', () => {
  expect(connectionUrl('secret', 5433, 'holdfast', '/srv/cluster')).toBe(
    'postgres://holdfast:secret@127.0.0.1:5433/holdfast?host=%2Fsrv%2Fcluster',
  );
  expect(connectionUrl('secret', 5433, 'postgres', undefined)).toBe(
    'postgres://holdfast:secret@127.0.0.1:5433/postgres',
  );
});
