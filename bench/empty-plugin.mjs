// The least that an Nx plugin can cost: one createNodes that gives projects the same targets, and does nothing else.
import { write } from './workspace.mjs';

const source = (targets) => `
const target = {
  executor: 'nx:run-commands',
  cache: true,
  inputs: ['{projectRoot}/**/*', '^{projectRoot}/**/*'],
  options: { command: 'true' },
};
const targets = Object.fromEntries(${JSON.stringify(targets)}.map((name) => [name, target]));
const node = (file) => {
  const root = file.slice(0, file.lastIndexOf('/'));
  return [file, { projects: { [root]: { root, targets } } }];
};
exports.name = 'empty-plugin';
exports.createNodes = exports.createNodesV2 = ['*/project.json', (files) => files.map(node)];
`;

/** Installs it as npm would. */
export function emptyPlugin(dir, targets) {
  write(dir, 'node_modules/empty-plugin/package.json', { name: 'empty-plugin', version: '1.0.0', main: 'index.js' });
  write(dir, 'node_modules/empty-plugin/index.js', source(targets));
}
