import { jsonBody } from '../bodies/json.js';
import { sendEvents } from '../jobs/event-stream.js';
import type { Jobs } from '../jobs/jobs.js';
import { requestIdOf } from '../middleware/request-id.js';
import { Job, JobBody, JobPath, JobsAnswer } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

const EVENTS = `Server-sent events until the job ends: \`progress\`, \`log\` (a line of text), then \`done\` or \`failed\` with
the job. A client that comes again with \`Last-Event-ID\` gets what it has missed; after the last event it is answered by 204.`;

/** What takes minutes: importing, training, indexing. One after the other, in processes of their own. */
export function jobRoutes(jobs: Jobs): Route[] {
  const base = { tag: 'jobs', access: 'write' } as const;
  return [
    defineRoute({
      ...{ ...base, id: 'startJob', method: 'post', url: '/v1/jobs' },
      summary: 'Import a catalog, train a model, index, or bring everything up to date',
      body: jsonBody(JobBody),
      answer: { kind: 'json', schema: Job, description: 'The job: it waits, or runs.', status: 202 },
      handle: ({ body, response }) => jobs.start(body, requestIdOf(response)),
    }),
    defineRoute({
      ...{ ...base, id: 'jobs', method: 'get', url: '/v1/jobs' },
      summary: 'The last jobs, also of the time before the service was started again',
      answer: { kind: 'json', schema: JobsAnswer, description: 'Newest first.' },
      handle: async () => ({ jobs: await jobs.list() }),
    }),
    defineRoute({
      ...{ ...base, id: 'job', method: 'get', url: '/v1/jobs/{id}' },
      summary: 'How far a job is, and what has become of it',
      path: JobPath,
      answer: { kind: 'json', schema: Job, description: 'The job.' },
      handle: ({ path }) => jobs.get(path.id),
    }),
    defineRoute({
      ...{ ...base, id: 'cancelJob', method: 'delete', url: '/v1/jobs/{id}' },
      summary: 'Cancel a job',
      description: 'It stops as soon as it can; one that does not is killed. Nothing half-done comes into use.',
      path: JobPath,
      answer: { kind: 'json', schema: Job, description: 'The job as it is now.', status: 202 },
      handle: ({ path }) => jobs.cancel(path.id),
    }),
    defineRoute({
      ...{ ...base, id: 'jobEvents', method: 'get', url: '/v1/jobs/{id}/events' },
      summary: 'Follow a job',
      description: EVENTS,
      path: JobPath,
      answer: { kind: 'stream', types: ['text/event-stream'], description: 'The events.' },
      async handle({ path, request, response }) {
        await sendEvents(await jobs.events(path.id), request, response);
      },
    }),
  ];
}
