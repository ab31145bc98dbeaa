import { listenForCancel } from './cancellation';

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)(
  '%s aborts, and does not end this process',
  (event) => {
    const cancellation = listenForCancel();
    process.emit(event as 'disconnect');
    expect(cancellation.signal.aborted).toBe(true);
    // Later ones neither: the clean-up goes on.
    cancellation.dispose();
    expect(process.listenerCount(event)).toBeGreaterThan(0);
    process.removeAllListeners(event);
  },
);

test('a cancel can be asked for without a signal', () => {
  const cancellation = listenForCancel();
  cancellation.cancel();
  expect(cancellation.signal.aborted).toBe(true);
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.removeAllListeners(event);
});

test('without a cancel the signals get their meaning back', () => {
  const events = ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'];
  const before = events.map((event) => process.listenerCount(event));
  const cancellation = listenForCancel();
  cancellation.dispose();
  expect(events.map((event) => process.listenerCount(event))).toEqual(before);
  expect(cancellation.signal.aborted).toBe(false);
});
