import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** 200 modules of five packages of ten files of 8 kB, in a go.work of eight layers; a module imports four of lower layers. */
export const SIZE = { modules: 200, layers: 8, packages: 5, files: 10, bytes: 8000 };

const STD = ['context', 'encoding/json', 'errors', 'fmt', 'net/http', 'os', 'strings', 'time'];

/** Writes the workspace and returns its projects, roots by name. */
export function writeWorkspace(dir) {
  const projects = {};
  const write = (file, text) => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    writeFileSync(join(dir, file), text);
  };
  for (let m = 0; m < SIZE.modules; m++) {
    const root = `libs/m${m}`;
    projects[`m${m}`] = root;
    write(`${root}/go.mod`, `module example.com/m${m}\n\ngo 1.23\n`);
    write(`${root}/project.json`, JSON.stringify({ name: `m${m}` }));
    for (let p = 0; p < SIZE.packages; p++) {
      for (let f = 0; f < SIZE.files; f++) write(`${root}/p${p}/${nameOf(f)}`, sourceOf(m, p, f));
    }
  }
  const uses = Object.values(projects).map((root) => `\t./${root}\n`);
  write('go.work', `go 1.23\n\nuse (\n${uses.join('')})\n`);
  write('nx.json', '{}');
  write('package.json', '{"name":"bench","private":true}');
  return projects;
}

function nameOf(f) {
  return ['a.go', 'b_linux.go', 'c_arm64.go', 'd_s390x.go', 'e_test.go'][f] ?? `f${f}.go`;
}

function sourceOf(m, p, f) {
  const paths = [...STD.slice(f % 5, (f % 5) + 3), `example.com/m${importOf(m, (p + f) % 4)}/p${(p * f) % 5}`];
  const head = `// Copyright of nobody.\n${f === 5 ? '\n//go:build linux && !s390x\n' : ''}\npackage p${p}\n\nimport (\n`;
  const imports = paths
    .filter((path) => !path.startsWith(`example.com/m${m}/`))
    .map((path) => `\t_ "${path}"\n`)
    .join('');
  const line = `// ${'filler '.repeat(10)}\nfunc f${f}() int { return ${f} }\n`;
  return `${head}${imports})\n\n${line}${'// body of a function as long as they are\n'.repeat(SIZE.bytes / 42)}`.slice(
    0,
    SIZE.bytes,
  );
}

/** The four modules that a module imports; the lowest layer has itself only. */
function importOf(m, which) {
  const perLayer = SIZE.modules / SIZE.layers;
  const layer = Math.floor(m / perLayer);
  if (layer === 0) return m;
  const below = which === 0 ? layer - 1 : (m + which) % layer;
  return below * perLayer + ((m * 7 + which * 5) % perLayer);
}
