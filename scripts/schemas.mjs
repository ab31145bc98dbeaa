// The schemas of the executors that take a part of the options of `test`: check and test-binaries. Each is the schema of
// `test` with what scripts/schemas says: which options it takes, and what differs in them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './lib.mjs';

const PARTS = ['check', 'test-binaries'];

/** What is in these schema.json, by path. */
export async function schemaFiles() {
  const whole = json('src/executors/test/schema.json');
  const files = PARTS.map(async (name) => {
    const path = `src/executors/${name}/schema.json`;
    const options = { ...(await resolveConfig(join(root, path))), parser: 'json' };
    return [path, await format(JSON.stringify(schemaOf(name, whole)), options)];
  });
  return Object.fromEntries(await Promise.all(files));
}

function schemaOf(name, whole) {
  const { title, description, differences } = partOf(name);
  const options = optionsOf(name);
  mustHave(name, 'options', options, Object.keys(whole.properties));
  mustHave(name, 'differences', Object.keys(differences), options);
  // In the order that they have in `test`.
  const taken = Object.entries(whole.properties).filter(([option]) => options.includes(option));
  const properties = taken.map(([option, property]) => [option, { ...property, ...differences[option] }]);
  const required = whole.required.filter((option) => options.includes(option));
  // Examples of `test` are commands of `test`.
  return { ...whole, title, description, required, properties: Object.fromEntries(properties), examples: undefined };
}

/** The options that it names, and all of another executor if it says so. */
function optionsOf(name) {
  const { optionsOf: other, options } = partOf(name);
  return other === undefined ? options : [...optionsOf(other), ...options];
}

function mustHave(name, field, options, known) {
  const unknown = options.filter((option) => !known.includes(option));
  if (unknown.length === 0) return;
  console.error(`scripts/schemas/${name}.json: '${field}' has no option to take for ${unknown.join(', ')}.`);
  process.exit(1);
}

function partOf(name) {
  return json(`scripts/schemas/${name}.json`);
}

function json(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
