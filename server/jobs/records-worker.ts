/** A thread that reads and writes what the workspace remembers beside its catalog: jobs and models. */
import { workerData } from 'node:worker_threads';
import {
  describeModel,
  jobAtWork,
  lastImportProblems,
  listModels,
  openJobLog,
  summarizeCatalog,
  type JobLog,
} from '../../indexer/index.js';
import { answerQuestions } from '../answering/answer-questions.js';
import type { RecordQuestions } from './records.js';

const { workspace } = workerData as { readonly workspace: string };
let log: Promise<JobLog> | undefined;

type Answerers = {
  readonly [Name in keyof RecordQuestions]: (input: RecordQuestions[Name][0]) => Promise<RecordQuestions[Name][1]>;
};

const answerers: Answerers = {
  ready: () => Promise.resolve(undefined),
  models: () => Promise.resolve(listModels(workspace)),
  model: ({ id }) => Promise.resolve(describeModel(workspace, id)),
  catalog: () => Promise.resolve(summarizeCatalog(workspace)),
  importProblems: (options) => lastImportProblems(workspace, options),
  atWork: () => Promise.resolve(jobAtWork(workspace)),
  async jobs() {
    return (await (log ??= openJobLog(workspace))).records;
  },
  async writeJob(job) {
    (await (log ??= openJobLog(workspace))).write(job);
    return undefined;
  },
};

answerQuestions(answerers, () => Promise.resolve());
