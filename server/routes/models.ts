import type { Crew } from '../answering/crew.js';
import { jsonBody } from '../bodies/json.js';
import type { Jobs } from '../jobs/jobs.js';
import type { RecordQuestions } from '../jobs/records.js';
import { requestIdOf } from '../middleware/request-id.js';
import { CurrentModelBody, Job, ModelAnswer, ModelPath, ModelsAnswer } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** The models of the workspace, and which of them answers. */
export function modelRoutes(records: Crew<RecordQuestions>, jobs: Jobs): Route[] {
  return [
    defineRoute({
      ...{ id: 'models', method: 'get', url: '/v1/models', tag: 'models', access: 'read' },
      summary: 'The models, what they say of themselves, and which one answers',
      answer: { kind: 'json', schema: ModelsAnswer, description: 'The newest first, the one of Vitrine itself last.' },
      handle: ({ signal }) => records.ask('models', undefined, { signal }),
    }),
    defineRoute({
      ...{ id: 'useModel', method: 'put', url: '/v1/models/current', tag: 'models', access: 'write' },
      summary: 'Answer by another model, or by an older one again',
      description:
        'A job: it embeds what this model has not embedded yet, builds the indexes, and changes to both at once. Until then, and when it fails, the model before answers.',
      body: jsonBody(CurrentModelBody),
      answer: { kind: 'json', schema: Job, description: 'The job.', status: 202 },
      handle: ({ body, response }) =>
        jobs.start({ kind: 'switch-model', options: { model: body.id } }, requestIdOf(response)),
    }),
    defineRoute({
      ...{ id: 'model', method: 'get', url: '/v1/models/{id}', tag: 'models', access: 'read' },
      summary: 'One model: its card, its learning curves, its measures',
      path: ModelPath,
      answer: { kind: 'json', schema: ModelAnswer, description: 'The model.' },
      handle: ({ path, signal }) => records.ask('model', path, { signal }),
    }),
  ];
}
