// Checks and bundles src into dist and copies what is no TypeScript: schemas, shell scripts, the probe's source, templates.
import { chmodSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bundle } from './bundle.mjs';
import { must, root } from './lib.mjs';

const [from, to] = [join(root, 'src'), join(root, 'dist')];

rmSync(to, { recursive: true, force: true });
must('npx', ['--no-install', 'tsc', '-p', 'tsconfig.json', '--emitDeclarationOnly']);
await bundle(from, to);
for (const file of assets(from)) copy(file, join(to, relative(from, file)));

function* assets(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'testdata') yield* assets(path);
    } else if (!entry.name.endsWith('.ts')) yield path;
  }
}

function copy(file, target) {
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(file, target);
  chmodSync(target, statSync(file).mode);
}
