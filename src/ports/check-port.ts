import { goarchMissing, noLevels, unknownGoarch, unknownGoos, unknownLevel } from './errors';
import { findLevel, levelTable } from './level-table';
import type { Port } from './port';
import { goarchsOf, goosesOf, GOOSES } from './port-table';
import { suggestPort } from './suggest-port';

/** Holds a port as written against the tables. `write` spells a suggestion the way the user writes ports. */
export function checkPort(written: Port, input: string, write: (port: Port) => string): Port {
  const { goos, goarch, level } = written;
  const better = suggestPort(written);
  const suggestion = better && write(better);
  const goarchs = goarchsOf(goos);
  if (goarchs.length === 0) throw unknownGoos(input, goos, GOOSES, suggestion);
  if (goarch === '') throw goarchMissing(input, goos, goarchs);
  if (!goarchs.includes(goarch)) {
    throw unknownGoarch(input, goarch, { goos, goarchs, elsewhere: goosesOf(goarch), suggestion });
  }
  if (level === undefined) return { goos, goarch };
  const table = levelTable(goarch);
  if (table === undefined) throw noLevels(input, goarch, level, write({ goos, goarch }));
  const found = findLevel(goarch, level);
  if (found === undefined) throw unknownLevel(input, level, goarch, table, suggestion);
  return { goos, goarch, level: found };
}
