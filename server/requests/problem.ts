import { z } from 'zod';

/** What every error is told by: RFC 9457, as application/problem+json. */
export const Problem = z
  .strictObject({
    type: z.string().meta({ description: 'Where this kind of problem is described.', example: '/docs#problem-usage' }),
    title: z.string().meta({ example: 'The request cannot be understood' }),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'What was wrong this time.' }),
    code: z.string().meta({ description: 'The kind of problem, for programs.', example: 'usage' }),
    field: z.string().optional().meta({ description: 'The parameter or field that was wrong.', example: 'limit' }),
    remedy: z.string().optional().meta({ description: 'What can be done about it.' }),
    requestId: z.string().meta({ description: 'Of the request, also in the header x-request-id and in the logs.' }),
  })
  .readonly()
  .meta({ id: 'Problem', description: 'What went wrong, and what can be done about it.' });
export type Problem = z.output<typeof Problem>;
