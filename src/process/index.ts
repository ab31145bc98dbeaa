export { listenForCancel, type Cancellation } from './cancellation';
export { askGit, type GitRefusal } from './ask-git';
export { bindMount } from './bind-mount';
export { inlineScript, SHELL_NAME, shellWords } from './inline-script';
export { capture, type Captured } from './capture';
export { guardFolder, startGuard, type Guard } from './guard';
export { killCapturesOn } from './kill-captures';
export { isThere } from './is-there';
export { stream } from './stream';
