import { parse } from '../arguments';
import { setTrackedTimes } from './tracked-times';

/**
 * `nx-go-cross file-times`: what a job of CI does after its checkout, which makes all times new. Go keeps results of tests
 * by the size and time of the files that they read. Lost speed is no failure: the exit code is 0.
 */
export async function fileTimes(args: string[]): Promise<number> {
  parse('file-times', args, {});
  const { done, missed } = await setTrackedTimes(process.cwd(), process.env);
  if (done !== '') process.stdout.write(`${done}\n`);
  if (missed !== '') process.stderr.write(`${missed}\n`);
  return 0;
}
