import { ProblemError, UnreachableError, type ImportAnswer, type Problem } from '../../../client/index.js';
import { apiKey } from '../../api-key.js';
import { service } from '../../service.js';

interface SendOptions {
  readonly format: string;
  readonly signal: AbortSignal;
  /** Hears the share that has been sent, 0 to 1. */
  readonly onSent: (share: number) => void;
}

/**
 * Sends a catalog file, and hears how far it is, which `fetch` does not tell. Whether this page may do so is asked before: a
 * gigabyte that is refused at its end helps nobody.
 * @throws ProblemError, UnreachableError; an AbortError when the signal is raised
 */
export async function sendCatalog(file: File, { format, signal, onSent }: SendOptions): Promise<ImportAnswer> {
  await service.jobs({ signal });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/v1/imports?${new URLSearchParams({ name: file.name, format }).toString()}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (apiKey.value !== undefined) request.setRequestHeader('authorization', `Bearer ${apiKey.value}`);
    request.upload.onprogress = ({ loaded, total }) => {
      onSent(total === 0 ? 1 : loaded / total);
    };
    request.onload = () => {
      const answer = parsed(request.responseText);
      if (request.status === 201) resolve(answer as ImportAnswer);
      else reject(new ProblemError(problemIn(answer, request.status)));
    };
    request.onerror = () => {
      reject(new UnreachableError(undefined));
    };
    request.onabort = () => {
      reject(new DOMException('aborted', 'AbortError'));
    };
    signal.addEventListener('abort', () => {
      request.abort();
    });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A proxy in front may refuse a large body by a page of its own. */
function problemIn(answer: unknown, status: number): Problem {
  if (typeof answer === 'object' && answer !== null && 'detail' in answer) return answer as Problem;
  const detail =
    status === 413 ? 'the file is too large for what stands in front of the service' : `the answer was ${status}`;
  return { type: 'about:blank', title: 'The file was not taken', status, detail, code: 'unknown', requestId: '' };
}
