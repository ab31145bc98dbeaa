// Required by every Node process of a measured command: notes the most memory that it has had, as a file per process.
const { writeFileSync } = require('node:fs');
const { basename, join } = require('node:path');

const file = join(process.env.BENCH_PEAKS, String(process.pid));
const note = () => {
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  writeFileSync(file, `${megabytes} ${basename(process.argv[1] ?? 'node')}`);
};
process.on('exit', note);
// Whoever is killed has no exit.
setInterval(note, 100).unref();
