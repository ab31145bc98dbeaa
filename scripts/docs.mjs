// Writes the option pages out of the schemas. With --check it only says whether they are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib.mjs';

const PAGES = [
  {
    page: 'docs/options.md',
    from: 'executors',
    head: `# Options of the executors

Under \`options\` of a target in project.json, under \`test\` of the plugin in nx.json for all inferred targets, or on the
command line behind \`--\`. An option that is not listed here is refused.
`,
  },
  {
    page: 'docs/generators.md',
    from: 'generators',
    head: `# Options of the generators

On the command line of \`nx g nx-go-cross:…\`. With \`--dry-run\` a generator says what it would change, and changes nothing.
`,
  },
];

const isCheck = process.argv.includes('--check');
const stale = PAGES.filter(({ page, ...source }) => {
  const [file, text] = [join(root, page), pageOf(source)];
  if (!isCheck) writeFileSync(file, text);
  return read(file) !== text;
});
for (const { page } of stale) console.error(`${page} is not what the schemas say. Run 'npm run docs' and commit it.`);
process.exitCode = stale.length > 0 ? 1 : 0;

function pageOf({ from, head }) {
  const note = `<!-- Written by scripts/docs.mjs out of the schemas in src/${from}. Edit those, then: npm run docs -->\n`;
  return [note, head, ...schemasOf(from).map(section)].join('\n');
}

function schemasOf(from) {
  const { [from]: all } = JSON.parse(read(join(root, `${from}.json`)));
  return Object.entries(all).map(([name, { schema }]) => ({
    name,
    schema: JSON.parse(read(join(root, schema.replace('./dist/', 'src/')))),
  }));
}

function section({ name, schema: { description, properties, required = [], examples = [] } }) {
  const shown = Object.entries(properties).filter(([, property]) => property['x-priority'] !== 'internal');
  const rows = shown.map(([option, property]) => [
    `\`${option}\`${required.includes(option) ? ' (required)' : ''}`,
    typeOf(property),
    property.default === undefined ? '' : code(property.default),
    property.description,
  ]);
  const table = [['option', 'type', 'default', 'what it does'], ['---', '---', '---', '---'], ...rows];
  const parts = [`## \`nx-go-cross:${name}\``, description, ...(rows.length > 0 ? [table.map(line).join('\n')] : [])];
  const commands = examples.map((example) => `${example.command}   # ${example.description}`);
  const block = commands.length > 0 ? [`\`\`\`sh\n${commands.join('\n')}\n\`\`\``] : [];
  return `${[...parts, ...block].join('\n\n')}\n`;
}

function typeOf({ type, items, enum: values, oneOf, anyOf }) {
  if (values) return values.map(code).join(', ');
  const others = oneOf ?? anyOf;
  if (others) return others.map(typeOf).join(' or ');
  return type === 'array' ? `array of ${items.type}s` : type;
}

function code(value) {
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function line(cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
