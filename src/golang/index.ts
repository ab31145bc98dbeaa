export { isFlagOn, lastFlag, parseFlags, parseGoflags, type GoFlag } from './go-flags';
export { withLinkerFlags } from './linker-flags';
export { joinWords, splitWords } from './quoted';
