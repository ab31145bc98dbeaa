import { rmSync } from 'node:fs';

export default function teardown(): void {
  rmSync(process.env.NX_GO_CROSS_E2E_DIR!, { recursive: true, force: true });
}
