export { memoize } from './memoize';
export { shortDigest } from './short-digest';
export { parseObject, strings } from './json-text';
export { intern } from './intern';
export { realFolder } from './real-folder';
export { groupBy } from './group-by';
export { singleFlight } from './single-flight';
