import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Property {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly anyOf?: readonly Property[];
  readonly oneOf?: readonly Property[];
}

interface Schema {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}

/** Options as a type has them: `goarch` or `cpu?`, and the alternatives of the type. */
type Members = Readonly<Record<string, readonly string[]>>;

const declarations = new Map<string, { readonly kind: string; readonly text: string }>();
for (const path of readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
  if (!path.endsWith('.ts') || path.endsWith('.spec.ts')) continue;
  const source = readFileSync(join(__dirname, path), 'utf8');
  for (const [, name, text] of source.matchAll(/^export interface (\w+) \{$(.*?)^\}$/gms)) {
    declarations.set(name!, { kind: 'interface', text: text! });
  }
  for (const [, name, text] of source.matchAll(/^export type (\w+) =(.*?);$/gms)) {
    declarations.set(name!, { kind: 'type', text: text!.replaceAll(/\s+/g, ' ') });
  }
  for (const [, name, list] of source.matchAll(/^(?:export )?const (\w+) = \[([^\]]*)\] as const;$/gm)) {
    declarations.set(`(typeof ${name})[number]`, { kind: 'type', text: list!.replaceAll(',', ' |') });
  }
}

function declarationOf(name: string): { readonly kind: string; readonly text: string } {
  const found = declarations.get(name);
  if (found === undefined) throw new Error(`No type ${name} is exported in src`);
  return found;
}

/** The members of an interface, or of a type that is made of interfaces by `&` and `Pick`. */
function membersOf(name: string): Members {
  const { kind, text } = declarationOf(name);
  if (kind === 'type') return Object.assign({}, ...text.split('&').map((part) => pickedOf(part.trim())));
  const lines = [...text.matchAll(/^ {2}(\w+\??): (.*?);$/gm)];
  return Object.fromEntries(lines.map(([, member, type]) => [member, alternativesOf(type!)]));
}

function pickedOf(part: string): Members {
  const [, whole, list] = /^Pick< ?(\w+), (.*)>$/.exec(part) ?? [];
  if (whole === undefined) return membersOf(part);
  const picked = new Set([...list!.matchAll(/'(\w+)'/g)].map(([, option]) => option));
  return Object.fromEntries(Object.entries(membersOf(whole)).filter(([member]) => picked.has(member.replace('?', ''))));
}

function alternativesOf(type: string): string[] {
  const parts = type.split('|').map((part) => part.trim());
  const named = (part: string) => (declarations.has(part) ? alternativesOf(declarationOf(part).text) : [part]);
  return sorted(parts.filter(Boolean).flatMap(named));
}

/** Nx makes a list of a text with commas, so that a type may have the text beside the list. */
function sorted(types: readonly string[]): string[] {
  return types.filter((type) => type !== 'string' || !types.includes('string[]')).sort();
}

function membersOfSchema({ properties, required = [] }: Schema): Members {
  const entries = Object.entries(properties);
  return Object.fromEntries(
    entries.map(([name, property]) => [required.includes(name) ? name : `${name}?`, sorted(typesOf(property))]),
  );
}

function typesOf({ type, enum: values, items, additionalProperties, anyOf, oneOf }: Property): string[] {
  if (values) return values.map((value) => `'${value}'`);
  const others = anyOf ?? oneOf;
  if (others) return others.flatMap(typesOf);
  if (items) return [`${typesOf(items).join(' | ')}[]`];
  if (additionalProperties) return [`Record<string, ${typesOf(additionalProperties).join(' | ')}>`];
  return [type === 'integer' ? 'number' : type!];
}

const schemas = ['executors', 'generators'].flatMap((kind) => {
  const listed = JSON.parse(readFileSync(join(__dirname, '..', `${kind}.json`), 'utf8'))[kind];
  return Object.entries<{ schema: string }>(listed).map(([name, { schema }]) => ({
    name,
    file: join(__dirname, schema.replace('./dist/', '')),
  }));
});

test.each(schemas)('the options of $name are the same in schema.json and in schema.d.ts', ({ file }) => {
  const schema: Schema = JSON.parse(readFileSync(file, 'utf8'));
  const types = join(dirname(file), 'schema.d.ts');
  // Without options there is no need of a type.
  if (!existsSync(types)) return expect(schema.properties).toEqual({});
  const [, name] = /^export (?:interface|type) (?:\{ )?(\w+)/m.exec(readFileSync(types, 'utf8'))!;
  expect(membersOf(name!)).toEqual(membersOfSchema(schema));
});

test('the types are read: a member of an interface, of a Pick, and the values of a type with a name', () => {
  expect(membersOf('CoverageExecutorSchema')).toEqual({ 'targets?': ['string[]'] });
  expect(membersOf('TestBinariesExecutorSchema')).toMatchObject({ 'race?': ['boolean'], goarch: ['number', 'string'] });
  expect(membersOf('TestExecutorSchema')['runner?']).toContain("'container'");
});
