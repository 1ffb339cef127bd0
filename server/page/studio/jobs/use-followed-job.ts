import { useEffect, useState } from 'preact/hooks';
import { ProblemError, UnreachableError } from '../../../client/index.js';
import type { Job } from '../../../requests/jobs.js';
import { service } from '../../service.js';
import { afterEvent, follow, isOver, type FollowedJob } from './job-progress.js';

const PAUSE_MS = 1500;

/**
 * Follows a job by its events until it ends. When the connection breaks it begins again; a job that another process runs
 * has no events and is asked for now and then.
 * @param onEnd hears of the job when it has ended
 */
export function useFollowedJob(given: Job, onEnd: (job: Job) => void): FollowedJob {
  const [followed, setFollowed] = useState(() => follow(given));
  useEffect(() => {
    if (isOver(given)) {
      setFollowed(follow(given));
      return;
    }
    const controller = new AbortController();
    void followJob(given.id, setFollowed, controller.signal).then((job) => {
      if (job !== undefined) onEnd(job);
    });
    return () => {
      controller.abort();
    };
  }, [given.id, isOver(given)]);
  return followed;
}

/** @returns the job as it ended; undefined when nobody follows it any more */
async function followJob(
  id: string,
  tell: (followed: FollowedJob) => void,
  signal: AbortSignal,
): Promise<Job | undefined> {
  let followed: FollowedJob | undefined;
  while (!signal.aborted) {
    try {
      followed = follow(await service.job(id, { signal }));
      tell(followed);
      if (isOver(followed.job)) return followed.job;
      for await (const event of service.jobEvents(id, { signal })) {
        followed = afterEvent(followed, event);
        tell(followed);
      }
      if (isOver(followed.job)) return followed.job;
    } catch (error) {
      if (error instanceof ProblemError && [401, 403, 404].includes(error.status)) return undefined;
      if (error instanceof UnreachableError && followed !== undefined) tell({ ...followed, isUnreached: true });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return undefined;
}
