// Writes the schemas of check and test-binaries out of that of test, the option pages out of all schemas, docs/diagnosis.md
// and docs/levels.md out of the tables in src. With --check it only says whether these files are up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnosisPage } from './diagnosis-page.mjs';
import { levelsPage } from './levels-page.mjs';
import { root } from './lib.mjs';
import { schemaFiles } from './schemas.mjs';

const OPTIONS = [
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

// The pages are read out of the schemas: those come first.
settle(await schemaFiles());
settle({
  ...Object.fromEntries(OPTIONS.map(({ page, ...source }) => [page, optionsPage(source)])),
  'docs/diagnosis.md': diagnosisPage(),
  'docs/levels.md': levelsPage(),
});

/** Writes the files, or says which are not up to date. */
function settle(files) {
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, name);
    if (!process.argv.includes('--check')) writeFileSync(file, text);
    else if (read(file) !== text) {
      console.error(`${name} is not what the sources say. Run 'npm run docs' and commit the file.`);
      process.exitCode = 1;
    }
  }
}

function optionsPage({ from, head }) {
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
