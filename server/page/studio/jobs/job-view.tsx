import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import type { Problem } from '../../../requests/problem.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { StudioLink } from '../frame/studio-link.js';
import { isOver, logOf, shareDone } from './job-progress.js';
import {
  kindName,
  orderText,
  progressText,
  resultFacts,
  resultText,
  statusOf,
  timeLeftText,
  timeText,
} from './job-words.js';
import { sentenceText } from '../frame/words.js';
import { useFollowedJob } from './use-followed-job.js';

interface JobViewProps {
  readonly job: Job;
  /** Whether everything that is known of it is shown. */
  readonly isOpen: boolean;
  readonly onEnd: (job: Job) => void;
}

/** One job: what was ordered, how far it is, what became of it. */
export function JobView({ job: given, isOpen, onEnd }: JobViewProps) {
  const followed = useFollowedJob(given, onEnd);
  const { job } = followed;
  const { name, tone } = statusOf(job);
  const order = orderText(job);
  const log = logOf(followed);
  return (
    <article class="job" aria-label={`${kindName(job.kind)}, ${name}`}>
      <header>
        <h3>
          <StudioLink view="jobs" id={isOpen ? undefined : job.id}>
            {kindName(job.kind)}
          </StudioLink>
        </h3>
        <span class={`badge ${tone}`}>{name}</span>
        <span class="small quiet numbers job-time">{timeText(job)}</span>
      </header>
      {order !== '' && <p class="small quiet job-order">{order}</p>}
      {!isOver(job) && <Running job={job} lastLine={log.at(-1)} />}
      {job.problem !== null && <JobProblem problem={job.problem} />}
      {!isOpen && job.status === 'done' && <p class="small numbers">{resultText(job.result)}</p>}
      {isOpen && <Everything job={job} log={log} />}
    </article>
  );
}

function Running({ job, lastLine }: { job: Job; lastLine: string | undefined }) {
  const [error, setError] = useState<unknown>();
  const [isAsked, setAsked] = useState(false);
  return (
    <>
      <JobProgressBar job={job} />
      {lastLine !== undefined && job.progress?.detail == null && <p class="small quiet last-line">{lastLine}</p>}
      <div class="job-actions">
        <button
          type="button"
          class="button"
          disabled={isAsked}
          onClick={() => {
            setAsked(true);
            service.cancelJob(job.id).catch((reason: unknown) => {
              setAsked(false);
              setError(reason);
            });
          }}
        >
          {isAsked ? 'Stopping…' : 'Cancel'}
        </button>
      </div>
      {error !== undefined && <ProblemNotice error={error} />}
    </>
  );
}

/** The bar, what it counts, and the time that is left. */
export function JobProgressBar({ job }: { job: Job }) {
  const share = shareDone(job);
  return (
    <div class="job-progress">
      <progress aria-label={`${kindName(job.kind)}: progress`} max={1} value={share} />
      <p class="small numbers">
        <span>{progressText(job)}</span>
        <span class="time-left">{timeLeftText(job)}</span>
      </p>
      {job.progress?.detail != null && <p class="small quiet numbers">{job.progress.detail}</p>}
    </div>
  );
}

/** Why it failed and what can be done about it. */
function JobProblem({ problem: { title, detail, remedy, field } }: { problem: Problem }) {
  return (
    <div class="notice wrong">
      <h4>{title}</h4>
      <p>
        {field !== undefined && <b>{field}: </b>}
        {sentenceText(detail)}
      </p>
      {remedy !== undefined && <p>{sentenceText(remedy)}</p>}
    </div>
  );
}

function Everything({ job, log }: { job: Job; log: readonly string[] }) {
  const facts = resultFacts(job.result);
  return (
    <div class="job-everything">
      {facts.length > 0 && (
        <dl class="facts-list numbers">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <h4>What it said</h4>
      {log.length === 0 ? (
        <p class="small quiet">Nothing.</p>
      ) : (
        <pre tabIndex={0} role="region" aria-label="Log">
          {log.join('\n')}
        </pre>
      )}
      <details class="small">
        <summary>As JSON</summary>
        <pre tabIndex={0} role="region" aria-label="The job as JSON">
          {JSON.stringify({ ...job, log: undefined }, undefined, 2)}
        </pre>
      </details>
    </div>
  );
}
