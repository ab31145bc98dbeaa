// node nx-inputs.js FILE TASK…: writes the files in the key of each task, as Nx's own hasher has them, to FILE as JSON.
const { writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname, join } = require('node:path');

const [output, ...tasks] = process.argv.slice(2);
const from = createRequire(join(process.cwd(), 'package.json'));
const { createProjectGraphAsync } = from('@nx/devkit');
const { HashPlanInspector } = require(
  join(dirname(from.resolve('nx/package.json')), 'dist/src/hasher/hash-plan-inspector.js'),
);

async function main() {
  const inspector = new HashPlanInspector(await createProjectGraphAsync({ exitOnError: true }), process.cwd());
  await inspector.init();
  const files = tasks.map((task) => {
    const [project, target] = task.split(':');
    return [task, inspector.inspectTaskInputs({ project, target })[task].files];
  });
  writeFileSync(output, JSON.stringify(Object.fromEntries(files)));
  process.exit(0);
}

void main();
