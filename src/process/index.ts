export { listenForCancel, type Cancellation } from './cancellation';
export { bindMount } from './bind-mount';
export { inlineScript, SHELL_NAME, shellWords } from './inline-script';
export { capture, type Captured, type CaptureOptions } from './capture';
export { guardFolder, startGuard, type Guard } from './guard';
export { killCapturesOn } from './kill-captures';
export { isThere } from './is-there';
export type { Limits } from './limits';
export { stream, type Streamed, type StreamOptions } from './stream';
