export { JsonText } from './lib/json-text';
