import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { useAnswer } from '../frame/use-answer.js';
import { place, visit } from '../studio-address.js';
import './jobs.css';
import { JobForm } from './job-form.js';
import { isOver, withJob } from './job-progress.js';
import { kindName, statusOf } from './job-words.js';
import { JobView } from './job-view.js';

const EVERY_MS = 10_000;

/** Jobs after which everything is indexed. */
const INDEXING: ReadonlySet<Job['kind']> = new Set(['index', 'build', 'switch-model']);

/** Starts jobs and shows what becomes of them. */
export function JobsView() {
  const [news, setNews] = useState<readonly Job[]>([]);
  const [said, setSaid] = useState('');
  const { value, error, again } = useAnswer('jobs', (signal) => service.jobs({ signal }), { everyMs: EVERY_MS });
  const jobs = value && news.reduceRight(withNews, value.jobs);
  const lastImport = jobs?.find(({ kind, status }) => kind === 'import' && status === 'done')?.id;
  const isIndexing = jobs?.some((job) => INDEXING.has(job.kind) && !isOver(job)) === true;
  const started = (job: Job): void => {
    learn(job);
    visit({ view: 'jobs', id: job.id });
  };
  const learn = (job: Job): void => {
    setNews((last) => [job, ...last.filter(({ id }) => id !== job.id)]);
    setSaid(`${kindName(job.kind)}: ${statusOf(job).name}`);
  };
  return (
    <div class="studio-page">
      <h1>Jobs</h1>
      <p class="unseen" role="status">
        {said}
      </p>
      <div class="jobs">
        <section aria-labelledby="new-job">
          <h2 id="new-job">Start a job</h2>
          <JobForm onStarted={started} />
        </section>
        <section aria-labelledby="all-jobs" aria-busy={jobs === undefined && error === undefined}>
          <h2 id="all-jobs">Now and before</h2>
          {error !== undefined && <ProblemNotice error={error} onRetry={again} />}
          {jobs === undefined && error === undefined && <span class="studio-waiting" />}
          {jobs?.length === 0 && (
            <p class="quiet">No job has run yet. Jobs run one after the other; searches go on meanwhile.</p>
          )}
          <ul class="job-list">
            {(jobs ?? []).map((job) => (
              <li key={job.id}>
                <JobView
                  job={job}
                  isOpen={place.value.id === job.id}
                  isLastImport={job.id === lastImport}
                  onEnd={learn}
                  onStarted={isIndexing ? undefined : started}
                />
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

/** What this page has heard of a job itself counts until the list says that the job is over. */
function withNews(jobs: readonly Job[], heard: Job): readonly Job[] {
  const listed = jobs.find(({ id }) => id === heard.id);
  return listed !== undefined && isOver(listed) ? jobs : withJob(jobs, heard);
}
