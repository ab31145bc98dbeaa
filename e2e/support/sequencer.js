const Sequencer = require('@jest/test-sequencer').default;
const { basename } = require('node:path');

/**
 * The longest first, by the processor's seconds that each took: the workers then end at about the same time. What needs
 * the library of Go for the same ports does not start together, or both would compile it: ports before bug-classes,
 * conformance before kinds, binaries before behaviours.
 */
const LONGEST = [
  ...['ports', 'affected', 'conformance', 'nx-versions', 'binaries', 'edits', 'existing-workspaces', 'cancel'],
  'ci-second-run',
  ...['coexistence', 'kinds', 'cache', 'batch', 'behaviours', 'target-forms', 'hidden-files', 'undeclared'],
  ...['bug-classes', 'registered', 'bad-input', 'cgo', 'coverage', 'leftovers', 'machine-state', 'pattern-folders'],
  // Of the unit specs.
  ...['probe', 'toolchains', 'host', 'ignored-paths', 'included-code', 'providers', 'command-start', 'cpu-models'],
];

module.exports = class extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => {
      const at = LONGEST.indexOf(basename(path).split('.')[0]);
      return at < 0 ? LONGEST.length : at;
    };
    return [...tests].sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
  }
};
