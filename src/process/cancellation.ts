const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Cancellation {
  readonly signal: AbortSignal;
  /** As one of the signals does. */
  readonly cancel: () => void;
  /** Gives the signals back their usual meaning. */
  readonly dispose: () => void;
}

/**
 * The wish to stop as a value: SIGINT, SIGTERM or SIGHUP to this process, or the end of the one that forked it, which
 * no signal tells when Nx itself is killed. From here on these signals do not end this process: its own return does.
 */
export function listenForCancel(): Cancellation {
  const controller = new AbortController();
  const cancel = () => {
    if (controller.signal.aborted) return;
    controller.abort();
    // Nx, which reads them, may end first, and an error that nobody handles would end this process while it cleans up.
    for (const output of [process.stdout, process.stderr]) output.on('error', () => undefined);
  };
  for (const name of SIGNALS) process.on(name, cancel);
  process.on('disconnect', cancel);
  return {
    signal: controller.signal,
    cancel,
    dispose: () => {
      // Nx signals every process of its tree, leaves first, some of them twice: after a cancel a later signal must not
      // end this process before it has cleaned up.
      if (controller.signal.aborted) return;
      for (const name of SIGNALS) process.off(name, cancel);
      process.off('disconnect', cancel);
    },
  };
}
