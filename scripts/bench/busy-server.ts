/**
 * The floor of a service's latency: Node.js's own HTTP server, which is busy for as many milliseconds a request as its
 * argument says, and does nothing else.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

const busyMs = Number(process.argv[2]);

const server = createServer((request, response) => {
  void text(request).then(() => {
    const end = performance.now() + busyMs;
    while (performance.now() < end);
    response.end('{}');
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // of a TCP server
  process.stdout.write(`http://127.0.0.1:${port}\n`);
});
