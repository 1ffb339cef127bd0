/** Every request and answer of the service: one source of validation, of the OpenAPI document, and of a client's types. */
export * from './catalog.js';
export * from './detect.js';
export * from './facets.js';
export * from './fields.js';
export * from './imports.js';
export * from './jobs.js';
export * from './map.js';
export * from './models.js';
export * from './problem.js';
export * from './products.js';
export * from './search.js';
export * from './status.js';
export * from './suggest.js';
export * from './synonyms.js';
export * from './words.js';
