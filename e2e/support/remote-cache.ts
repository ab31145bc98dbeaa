import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Nx's self-hosted remote cache: GET and PUT /v1/cache/{hash}, kept in memory. */
export class RemoteCache {
  readonly entries = new Map<string, Buffer>();
  /** Hashes that were asked for and not there. */
  readonly misses: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<RemoteCache> {
    const server = createServer((request, response) => {
      const hash = /^\/v1\/cache\/([\w-]+)$/.exec(request.url ?? '')?.[1];
      const end = (code: number, body?: Buffer) => response.writeHead(code).end(body);
      if (request.headers.authorization !== 'Bearer secret' || hash === undefined) return void end(403);
      if (request.method === 'PUT') {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const isNew = !cache.entries.has(hash);
          if (isNew) cache.entries.set(hash, Buffer.concat(chunks));
          end(isNew ? 200 : 409);
        });
        return;
      }
      const entry = cache.entries.get(hash);
      if (entry === undefined) cache.misses.push(hash);
      end(entry === undefined ? 404 : 200, entry);
    });
    const cache = new RemoteCache(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    return cache;
  }

  get env(): NodeJS.ProcessEnv {
    return {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: 'secret',
    };
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => void this.server.close(() => resolve()));
  }
}
