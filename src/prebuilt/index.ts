export { collectLaunch, type Kept, type KeptBinary } from './collect';
export { MANIFEST, type BuildOptions, type HashedFile, type Manifest, type ManifestPackage } from './manifest';
export { openBinaries, type BinarySet } from './open-binaries';
export { prebuiltTests } from './prebuilt-tests';
export { collectBinaries } from './collect';
