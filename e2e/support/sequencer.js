const Sequencer = require('@jest/test-sequencer').default;
const { basename } = require('node:path');

/** The longest first, by what they took on two idle cores: two workers then end at about the same time. */
const LONGEST = [
  'ports',
  'binaries',
  'nx-versions',
  'existing-workspaces',
  'conformance',
  'cache',
  'affected',
  'cancel',
  'behaviours',
  'kinds',
  'bad-input',
  'batch',
  'coverage',
  'bug-classes',
  'undeclared',
  'coexistence',
  'cgo',
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
