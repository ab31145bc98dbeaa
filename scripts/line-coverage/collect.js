// In each unit spec, when the variable names a folder: what ran of our sources is noted there. Jest's own --coverage takes
// the specs from 94 to 233 seconds of the processor; V8 counts as good as for nothing, and a whole spec is asked at once.
const { appendFileSync } = require('node:fs');
const inspector = require('node:inspector');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

const SOURCES = `${pathToFileURL(resolve(__dirname, '..', '..', 'src')).href}/`;
const folder = process.env.LINE_COVERAGE_FOLDER;
// Nothing that a spec hands its environment to is to know of it.
delete process.env.LINE_COVERAGE_FOLDER;

if (folder) {
  const session = sessionOfProcess();
  afterAll(() => {
    session.post('Profiler.takePreciseCoverage', (error, taken) => {
      if (error) throw error;
      const ours = taken.result.filter(({ url }) => url.startsWith(SOURCES) && !url.endsWith('.spec.ts'));
      const lines = ours.map(({ url, functions }) => JSON.stringify([url.slice(SOURCES.length), rangesOf(functions)]));
      appendFileSync(join(folder, `${process.pid}.jsonl`), `${lines.join('\n')}\n`);
    });
  });
}

/** One for all specs of a worker: a module of Node is the same object in each of them. */
function sessionOfProcess() {
  if (inspector.lineCoverage === undefined) {
    const session = new inspector.Session();
    session.connect();
    session.post('Profiler.enable');
    session.post('Profiler.startPreciseCoverage', { callCount: false, detailed: true });
    inspector.lineCoverage = session;
  }
  return inspector.lineCoverage;
}

/** From outside to inside: the inner one counts. */
function rangesOf(functions) {
  return functions.flatMap(({ ranges }) =>
    ranges.map(({ startOffset, endOffset, count }) => [startOffset, endOffset, count > 0 ? 1 : 0]),
  );
}
