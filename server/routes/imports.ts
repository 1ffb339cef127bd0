import { uploadBody } from '../bodies/upload-body.js';
import type { Crew } from '../answering/crew.js';
import type { Imports } from '../imports/imports.js';
import type { RecordQuestions } from '../jobs/records.js';
import { ImportAnswer, PreviewParameters, ProblemsAnswer, ProblemsParameters, UploadPath } from '../requests/index.js';
import { defineRoute, type Route } from '../route.js';

/** Catalogs from a browser: sent, looked at, and then imported by a job. */
export function importRoutes(imports: Imports, records: Crew<RecordQuestions>): Route[] {
  const base = { tag: 'imports', access: 'write' } as const;
  return [
    defineRoute({
      ...{ ...base, id: 'uploadImport', method: 'post', url: '/v1/imports' },
      summary: 'Send a catalog file, and see what an import would make of it',
      description:
        'Nothing is written to the catalog. The file is kept, with the last few others, until `POST /v1/jobs` imports it by the id of its upload.',
      body: uploadBody,
      example: { name: 'products.csv' },
      answer: { kind: 'json', schema: ImportAnswer, description: 'The upload, and what it would become.', status: 201 },
      handle: ({ body, signal }) => imports.receive(body, signal),
    }),
    defineRoute({
      ...{ ...base, id: 'previewImport', method: 'get', url: '/v1/imports/{id}' },
      summary: 'Look at an upload again, also as another format',
      path: UploadPath,
      parameters: PreviewParameters,
      example: { format: 'csv' },
      answer: { kind: 'json', schema: ImportAnswer, description: 'The upload, and what it would become.' },
      handle: ({ path, parameters, signal }) => imports.preview(path.id, parameters.format, signal),
    }),
    defineRoute({
      ...{ ...base, id: 'deleteImport', method: 'delete', url: '/v1/imports/{id}' },
      summary: 'Throw an upload away',
      path: UploadPath,
      answer: { kind: 'nothing', description: 'The file is gone.' },
      handle: ({ path }) => imports.remove(path.id),
    }),
    defineRoute({
      ...{ id: 'importProblems', method: 'get', url: '/v1/catalog/problems', tag: 'imports', access: 'read' },
      summary: 'What the last import could not take: refused rows, missing photos, doubts',
      parameters: ProblemsParameters,
      example: { limit: '100' },
      answer: { kind: 'json', schema: ProblemsAnswer, description: 'In the order of the files.' },
      handle: ({ parameters, signal }) => records.ask('importProblems', parameters, { signal }),
    }),
  ];
}
