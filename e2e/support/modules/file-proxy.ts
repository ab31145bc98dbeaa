import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';

/** A module as its proxy has it: files by path, go.mod among them. */
export interface PublishedModule {
  readonly path: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * Writes a module proxy into a folder (golang.org/ref/mod#goproxy-protocol) and returns the variables with which Go takes
 * modules from nowhere else.
 */
export function fileProxy(dir: string, modules: readonly PublishedModule[]): Record<string, string> {
  for (const { path, version, files } of modules) {
    const at = join(dir, 'proxy', escaped(path), '@v');
    const put = (name: string, content: string | Buffer) => {
      mkdirSync(dirname(join(at, name)), { recursive: true });
      writeFileSync(join(at, name), content);
    };
    put(`${version}.info`, JSON.stringify({ Version: version, Time: '2024-01-01T00:00:00Z' }));
    put(`${version}.mod`, files['go.mod']!);
    put(`${version}.zip`, zip(Object.entries(files).map(([name, text]) => [`${path}@${version}/${name}`, text])));
    put('list', modules.flatMap((one) => (one.path === path ? `${one.version}\n` : [])).join(''));
  }
  return {
    GOPROXY: pathToFileURL(join(dir, 'proxy')).href,
    GOMODCACHE: join(dir, 'modcache'),
    GOSUMDB: 'off',
    GOVCS: '*:off',
    // Folders that a test can remove.
    GOFLAGS: '-modcacherw',
  };
}

/** Capital letters, as Go writes them for file systems that know no difference. */
function escaped(path: string): string {
  return path.replace(/[A-Z]/g, (letter) => `!${letter.toLowerCase()}`);
}

/** A zip file whose entries are stored as they are (APPNOTE.TXT, 4.3). */
function zip(entries: readonly (readonly [name: string, text: string])[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(text)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, nameBytes, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, rest, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), end]);
}
