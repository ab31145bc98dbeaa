import { statSync } from 'node:fs';
import { join } from 'node:path';
import { elfHeader } from '../emulation';
import { namesIn, readText } from '../files';

const TABLE = '/proc/sys/fs/binfmt_misc';

/** One registration in binfmt_misc (Documentation/admin-guide/binfmt-misc.rst). */
export interface BinfmtEntry {
  readonly name: string;
  readonly enabled: boolean;
  readonly interpreter: string;
  readonly flags: string;
  /** What tells this registration from an earlier one under the same name: the kernel makes a file for each. */
  readonly stamp: string;
}

export interface BinfmtFacts {
  /** False also when the table is there but hidden from here, as in some containers: then only a probe tells. */
  readonly visible: boolean;
  /** The switch of the whole table. */
  readonly enabled: boolean;
  /**
   * The entry that matches an ELF binary of the port, whatever its name is: the newest that is enabled, which is the one
   * that the kernel takes (load_binfmt_misc in fs/binfmt_misc.c), else one that is not.
   */
  readonly entry?: BinfmtEntry;
}

/** Reads the host's table for one GOARCH. */
export function readBinfmt(goarch: string, table = TABLE): BinfmtFacts {
  const status = readText(join(table, 'status'), 'latin1');
  if (status === undefined) return { visible: false, enabled: false };
  const header = elfHeader(goarch);
  const matching = header === undefined ? [] : entries(table).filter((entry) => matches(entry, header));
  return {
    visible: true,
    enabled: status.trim() === 'enabled',
    entry: asFact(matching.filter(({ enabled }) => enabled).sort(newestFirst)[0] ?? matching[0]),
  };
}

/** What is kept on disk as JSON: without what only the choice among entries needs. */
function asFact(entry: ParsedEntry | undefined): BinfmtEntry | undefined {
  if (entry === undefined) return undefined;
  const { name, enabled, interpreter, flags, stamp } = entry;
  return { name, enabled, interpreter, flags, stamp };
}

function newestFirst(a: ParsedEntry, b: ParsedEntry): number {
  return Number(b.madeAt - a.madeAt) || b.inode - a.inode;
}

interface ParsedEntry extends BinfmtEntry {
  readonly offset: number;
  readonly magic?: Buffer;
  readonly mask?: Buffer;
  /** Nanoseconds. */
  readonly madeAt: bigint;
  readonly inode: number;
}

function entries(table: string): ParsedEntry[] {
  const names = namesIn(table).filter((name) => name !== 'status' && name !== 'register');
  return names.flatMap((name) => {
    const path = join(table, name);
    const [text, stat] = [readText(path, 'latin1'), statSync(path, { bigint: true, throwIfNoEntry: false })];
    if (text === undefined || stat === undefined) return [];
    const { dev, ino, mtimeNs } = stat;
    const stamp = [dev, ino, mtimeNs, text].join(':');
    return [{ ...parseEntry(name, text), stamp, madeAt: mtimeNs, inode: Number(ino) }];
  });
}

function parseEntry(name: string, text: string): Omit<ParsedEntry, 'stamp' | 'madeAt' | 'inode'> {
  const [state, ...lines] = text.split('\n');
  const value = (key: string) => lines.find((line) => line.startsWith(`${key} `))?.slice(key.length + 1);
  const bytes = (hex: string | undefined) => (hex === undefined ? undefined : Buffer.from(hex, 'hex'));
  return {
    name,
    enabled: state === 'enabled',
    interpreter: value('interpreter') ?? '',
    flags:
      lines
        .find((line) => line.startsWith('flags:'))
        ?.slice('flags:'.length)
        .trim() ?? '',
    offset: Number(value('offset') ?? 0),
    magic: bytes(value('magic')),
    mask: bytes(value('mask')),
  };
}

function matches({ magic, mask, offset }: ParsedEntry, header: Buffer): boolean {
  if (magic === undefined || header.length < offset + magic.length) return false;
  return magic.every((byte, i) => ((header[offset + i]! ^ byte) & (mask?.[i] ?? 0xff)) === 0);
}
