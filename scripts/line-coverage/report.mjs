import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const load = createRequire(import.meta.url);
const SOURCES = fileURLToPath(new URL('../../src/', import.meta.url));
/** What jest puts behind each module. */
const SUFFIX = '\n}});'.length;

/** How many of the lines in src that hold code the specs ran, out of what collect.js noted in a folder. */
export function lineCoverage(folder) {
  const noted = readNotes(folder);
  let [covered, total] = [0, 0];
  for (const file of sourceFiles()) {
    const { code, mappings } = transformed(file);
    const ran = ranOf(noted.get(file) ?? [], code.length);
    const lines = linesOf(code, mappings, ran);
    total += lines.size;
    covered += [...lines.values()].filter(Boolean).length;
  }
  return { covered, total };
}

/** By file, the ranges of each spec that loaded it. */
function readNotes(folder) {
  const noted = new Map();
  for (const name of readdirSync(folder)) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      if (line === '') continue;
      const [file, ranges] = JSON.parse(line);
      noted.set(file, [...(noted.get(file) ?? []), ranges]);
    }
  }
  return noted;
}

function sourceFiles() {
  const all = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' });
  return all.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('testdata/'));
}

/** As jest has it, with the positions in the source of what was made of them. */
function transformed(file) {
  const [[, [transformer, options]]] = Object.entries(load('../../jest.config.js').projects[0].transform);
  const path = join(SOURCES, file);
  const made = load(transformer).createTransformer(options).process(readFileSync(path, 'utf8'), path, {});
  const inline = /\/\/# sourceMappingURL=data:[^,]*;base64,(.*)\s*$/.exec(made.code);
  const map = inline ? Buffer.from(inline[1], 'base64').toString() : made.map;
  return { code: made.code, mappings: (typeof map === 'string' ? JSON.parse(map) : map).mappings };
}

/** For each character of a module's code whether it ran in any spec. */
function ranOf(specs, length) {
  const ran = new Uint8Array(length);
  for (const ranges of specs) {
    const whole = Math.max(...ranges.map(([, end]) => end));
    const prefix = whole - SUFFIX - length;
    const one = new Uint8Array(whole);
    for (const [start, end, count] of ranges) one.fill(count, start, end);
    for (let at = 0; at < length; at++) ran[at] |= one[at + prefix];
  }
  return ran;
}

/** The lines of the source that code was made of, and whether any of it ran. */
function linesOf(code, mappings, ran) {
  const lines = new Map();
  const starts = [0];
  for (let at = code.indexOf('\n'); at >= 0; at = code.indexOf('\n', at + 1)) starts.push(at + 1);
  let line = 0;
  for (const [index, text] of mappings.split(';').entries()) {
    let column = 0;
    for (const segment of text.split(',').filter(Boolean)) {
      const [columns, source, lineDelta] = numbersOf(segment);
      column += columns;
      if (source === undefined) continue;
      line += lineDelta;
      lines.set(line, lines.get(line) || ran[starts[index] + column] === 1);
    }
  }
  return lines;
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The numbers in a segment of a source map (base64 VLQ). */
function numbersOf(segment) {
  const numbers = [];
  let [value, shift] = [0, 0];
  for (const letter of segment) {
    const digit = DIGITS.indexOf(letter);
    value += (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    numbers.push(value & 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}
