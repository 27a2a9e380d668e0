/** `npm run try`: the built H5 under /m/, everything else from a running hospital. `node tools/serve.mjs 8090 http://127.0.0.1:8080` */

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};
const dist = fileURLToPath(new URL('../dist/h5', import.meta.url));
/** As strict as the hospital's own pages. */
const policy =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

export const serve = (port, hospital, extra = {}) => {
  const target = new URL(hospital);
  const server = createServer((asked, reply) => {
    const path = new URL(asked.url, 'http://x').pathname;
    const own = extra[path] ?? (path.startsWith('/m/') ? join(dist, normalize(path.slice(2))) : undefined);
    if (own) {
      const file = existsSync(own) && statSync(own).isFile() ? own : join(dist, 'index.html');
      reply.writeHead(200, {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        ...(path.startsWith('/m/') && { 'content-security-policy': policy }),
      });
      return createReadStream(file).pipe(reply);
    }
    const onward = request(
      { host: target.hostname, port: target.port, path: asked.url, method: asked.method, headers: asked.headers },
      answer => {
        reply.writeHead(answer.statusCode, answer.headers);
        answer.pipe(reply);
      },
    );
    onward.on('error', () => reply.writeHead(502).end());
    asked.pipe(onward);
  });
  server.on('upgrade', (asked, socket, head) => {
    const onward = connect(Number(target.port), target.hostname, () => {
      onward.write(
        `${asked.method} ${asked.url} HTTP/1.1\r\n${Object.entries(asked.headers)
          .map(([k, v]) => `${k}: ${v}`)
          .join('\r\n')}\r\n\r\n`,
      );
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  return new Promise(done => server.listen(port, '127.0.0.1', () => done(server)));
};

if (process.argv[1] === fileURLToPath(import.meta.url))
  await serve(Number(process.argv[2]), process.argv[3], {
    '/demo': fileURLToPath(new URL('../../deploy/local/demo.html', import.meta.url)),
  });
