export { FileSelector, type BuildConfig } from './build-config';
export { isIgnoredFile, isKnownName, isTestFile, lastWords, nameTags } from './file-name';
export { readEmbeds } from './embeds';
export { COMPILED_EXTENSIONS, isCompiled, KNOWN_GOARCH, KNOWN_GOOS } from './known-names';
export { STANDARD_PACKAGES } from './standard-packages';
export { readOpenSource, readSource, type SourceFile } from './read-source';
