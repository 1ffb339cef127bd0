import { createClient } from '../client/index.js';
import { apiKey, askWithKey } from './api-key.js';

/** The service that this page comes from. */
export const service = createClient({
  fetch: askWithKey,
  get key() {
    return apiKey.value;
  },
});
