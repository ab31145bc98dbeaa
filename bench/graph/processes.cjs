// Counts the processes that are started from now on.
const childProcess = require('node:child_process');

let count = 0;
const counted = (start) =>
  function (...args) {
    count += 1;
    return start.apply(this, args);
  };
childProcess.ChildProcess.prototype.spawn = counted(childProcess.ChildProcess.prototype.spawn);
for (const name of ['execFileSync', 'execSync', 'spawnSync']) childProcess[name] = counted(childProcess[name]);

exports.processesStarted = () => count;
