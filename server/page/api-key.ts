import { signal } from '@preact/signals';

const NAME = 'vitrine-key';

/** The key that this tab's requests carry. It is kept as long as the tab is open. */
export const apiKey = signal<string | undefined>(keptKey());

/** Set when the service has refused a request for want of a key: what it says about that. */
export const keyWanted = signal<string | undefined>(undefined);

function keptKey(): string | undefined {
  try {
    return sessionStorage.getItem(NAME) ?? undefined;
  } catch {
    return undefined; // a browser that keeps nothing: the key lasts until the next load
  }
}

/** Remembers a key and asks everything again with it; the address says what that is. */
export function rememberKey(key: string): void {
  apiKey.value = key;
  keyWanted.value = undefined;
  try {
    sessionStorage.setItem(NAME, key);
  } catch {
    return;
  }
  location.reload();
}

/** Sends a request, and notices when a key is missing, unknown, or may not do this. */
export async function askWithKey(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init);
  if (response.status === 401) {
    keyWanted.value =
      apiKey.value === undefined ? 'This service answers with a key only' : 'This key is not known to the service';
  } else if (response.status === 403 && apiKey.value !== undefined) {
    const problem = (await response.clone().json()) as { field?: string };
    if (problem.field === undefined) keyWanted.value = 'This key may only read; what you want to do needs a write key';
  }
  return response;
}
