const { execFileSync } = require('node:child_process');
const { existsSync, mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/** The published versions that docs/graph.md speaks of, each with an Nx that it accepts. */
const PEERS = {
  'nx-go': { '@nx-go/nx-go': '4.1.1', nx: '22.7.12', '@nx/devkit': '22.7.12' },
  gonx: { '@naxodev/gonx': '4.1.1', nx: '23.3.2', '@nx/devkit': '23.3.2' },
};

/** Installs the peers below a folder, once; returns the folder of each. */
exports.installPeers = (dir) =>
  Object.fromEntries(
    Object.entries(PEERS).map(([name, dependencies]) => {
      const folder = join(dir, name);
      if (existsSync(join(folder, 'node_modules'))) return [name, folder];
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: folder,
        stdio: 'inherit',
      });
      return [name, folder];
    }),
  );
