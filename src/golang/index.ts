export { formatFlag, isBuilding, isForBinaries, isSelecting, leavesFiles } from './flags/flag-kinds';
export {
  isCoverOn,
  isFlagOn,
  lastFlag,
  parseFlags,
  parseGoflags,
  tagList,
  type GoFlag,
  type UserFlags,
} from './flags/go-flags';
export { asksForDynamicLink, withLinkerFlags } from './flags/linker-flags';
export { joinWords, splitWords } from './flags/quoted';
export {
  COMPILED_EXTENSIONS,
  FileSelector,
  isCompiled,
  isIgnoredFile,
  isKnownName,
  isTestFile,
  KNOWN_GOARCH,
  KNOWN_GOOS,
  lastWords,
  nameTags,
  readEmbeds,
  readSource,
  type BuildConfig,
} from './source';
export {
  governingFiles,
  governs,
  isIgnoredBy,
  isInModule,
  ModFiles,
  parseModFile,
  readModFile,
  type Governing,
  type ModFile,
} from './modules';
export {
  ConfiguredGraphs,
  isEmbedded,
  PackageGraph,
  testedPackages,
  type Closure,
  type ConfiguredGraph,
  type Numbered,
  type Package,
  type Place,
} from './packages';
export { openDisk, type Disk, type DiskAnswers } from './workspace/disk';
export { readData, readFact, writeData } from './workspace/data-files';
export {
  fromRoot,
  isBelow,
  isInGoTree,
  isNeverPackage,
  isOutside,
  isSkippedFolder,
  upwards,
} from './workspace/go-paths';
export { isNeverFile } from './workspace/never-files';
export { ReadSources } from './workspace/read-sources';
export { loadSources, type CachedFolder, type SourceCache } from './workspace/source-cache';
export { NO_UTF8, SourceIndex, type IndexAnswers } from './workspace/source-index';
