import { useEffect, useState } from 'preact/hooks';
import { apiKey } from '../api-key.js';

/**
 * The address to load a picture of the service by. An <img> sends no key, so where there is one, the picture is fetched.
 * @returns undefined until it is there, '' when it cannot be had
 */
export function usePictureSource(address: string): string | undefined {
  const key = apiKey.value;
  const isKeyed = key !== undefined && address.startsWith('/');
  const [fetched, setFetched] = useState<{ readonly address: string; readonly source: string }>();
  useEffect(() => {
    if (!isKeyed) return;
    const controller = new AbortController();
    let source = '';
    void fetchPicture(address, key, controller.signal)
      .catch(() => '')
      .then((made) => {
        source = made;
        if (controller.signal.aborted) URL.revokeObjectURL(source);
        else setFetched({ address, source });
      });
    return () => {
      controller.abort();
      URL.revokeObjectURL(source);
    };
  }, [address, key]);
  if (!isKeyed) return address;
  return fetched?.address === address ? fetched.source : undefined;
}

async function fetchPicture(address: string, key: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { headers: { authorization: `Bearer ${key}` }, signal });
  return response.ok ? URL.createObjectURL(await response.blob()) : '';
}
