import { createClient } from '../client/index.js';

/** The service that this page comes from. */
export const service = createClient();
