import { join } from 'node:path';
import express, { type Router } from 'express';
import { wrongMethod } from './middleware/errors.js';

/** Addresses of the studio, which all are the one page; whatever else is asked for is not there. */
const STUDIO = /^\/studio(?:\/?|\/(?:jobs|models)(?:\/[^/]+)?|\/(?:map|words))$/;

/** The built page: its files by their names, and the page itself at each of its addresses. */
export function pageFiles(folder: string): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  router.use(express.static(folder, { index: 'index.html', redirect: false }));
  router
    .route(STUDIO)
    .get((_request, response, next) => {
      response.sendFile(join(folder, 'index.html'), (error) => {
        if (error) next(error);
      });
    })
    .all(wrongMethod(['GET']));
  return router;
}
