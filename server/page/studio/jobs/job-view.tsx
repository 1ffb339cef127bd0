import { useState } from 'preact/hooks';
import type { Job } from '../../../requests/jobs.js';
import type { Problem } from '../../../requests/problem.js';
import { ProblemNotice } from '../../design/problem-notice.js';
import { service } from '../../service.js';
import { StudioLink } from '../frame/studio-link.js';
import { studioText } from '../frame/studio-text.js';
import { ImportProblems } from '../import/import-problems.js';
import { IndexDue } from './index-due.js';
import { isOver, logOf, shareDone } from './job-progress.js';
import { doubtTexts, leavesIndexDue, resultFacts, resultText } from './job-result.js';
import { kindName, orderText, progressText, statusOf, timeLeftText, timeText } from './job-words.js';
import { sentenceText } from '../frame/words.js';
import { useFollowedJob } from './use-followed-job.js';

interface JobViewProps {
  readonly job: Job;
  /** Whether everything that is known of it is shown. */
  readonly isOpen: boolean;
  /** Whether no import has ended after this job: only the problems of the last one are kept. */
  readonly isLastImport?: boolean;
  readonly onEnd: (job: Job) => void;
  /** Hears of an indexing that was ordered from here; undefined while one waits or runs anyway. */
  readonly onStarted?: ((job: Job) => void) | undefined;
}

/** One job: what was ordered, how far it is, what became of it. */
export function JobView({ job: given, isOpen, isLastImport = false, onEnd, onStarted }: JobViewProps) {
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
        {followed.isUnreached === true && <span class="badge bad">not reached</span>}
        <span class="small quiet numbers job-time">{timeText(job)}</span>
      </header>
      {order !== '' && <p class="small quiet job-order">{order}</p>}
      {followed.isUnreached === true && (
        <p class="small quiet">The service does not answer. This is how far the job was; it is asked again.</p>
      )}
      {!isOver(job) && <Running job={job} lastLine={log.at(-1)} />}
      {job.problem !== null && <JobProblem problem={job.problem} />}
      {job.status === 'interrupted' && <CutOff kind={job.kind} />}
      {job.status === 'done' && <p class={isOpen ? 'numbers' : 'small numbers'}>{resultText(job)}</p>}
      {isLastImport && leavesIndexDue(job) && onStarted !== undefined && <IndexDue onStarted={onStarted} />}
      {isOpen && <Everything job={job} log={log} isLastImport={isLastImport} />}
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
          {isAsked ? 'Stopping …' : 'Cancel'}
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
        {sentenceText(studioText(detail))}
      </p>
      {remedy !== undefined && <p>{sentenceText(studioText(remedy))}</p>}
    </div>
  );
}

function CutOff({ kind }: { kind: Job['kind'] }) {
  const isResumed = kind === 'train' || kind === 'index' || kind === 'build';
  return (
    <p class="small">
      The service ended before this job did. Start it again
      {isResumed ? ': it goes on where it was stopped.' : ': what has not changed is passed over.'}
    </p>
  );
}

interface EverythingProps {
  readonly job: Job;
  readonly log: readonly string[];
  readonly isLastImport: boolean;
}

function Everything({ job, log, isLastImport }: EverythingProps) {
  const facts = resultFacts(job.result);
  const doubts = doubtTexts(job);
  return (
    <div class="job-everything">
      {doubts.length > 0 && (
        <ul class="doubts">
          {doubts.map((text) => (
            <li key={text}>{sentenceText(text)}</li>
          ))}
        </ul>
      )}
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
      {isLastImport && <ImportProblems />}
      {log.length > 0 && (
        <section aria-label="Notes">
          <h4>Notes</h4>
          <pre tabIndex={0} role="region" aria-label="Log">
            {log.join('\n')}
          </pre>
        </section>
      )}
      <details class="small">
        <summary>As JSON, for programs</summary>
        <pre tabIndex={0} role="region" aria-label="The job as JSON">
          {JSON.stringify({ ...job, log: undefined }, undefined, 2)}
        </pre>
      </details>
    </div>
  );
}
