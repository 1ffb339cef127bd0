import type { ImportProblem } from '../../../requests/imports.js';
import { counted, wholeNumber } from '../../design/words.js';
import { service } from '../../service.js';
import { useAnswer } from '../frame/use-answer.js';
import { sentenceText } from '../frame/words.js';
import { studioText } from '../frame/studio-text.js';
import './import.css';

const SHOWN = 100;
/** As many are read at a glance; more are opened when they are wanted. */
const AT_A_GLANCE = 10;

/** What the last import could not take; nothing when it took everything. */
export function ImportProblems() {
  const { value } = useAnswer('problems', (signal) => service.importProblems({ limit: SHOWN, signal }));
  if (value === undefined || value.total === 0) return null;
  const rest = value.total - value.problems.length;
  return (
    <details class="import-problems" open={value.total <= AT_A_GLANCE}>
      <summary>{counted(value.total, 'problem', 'problems')}</summary>
      <ProblemList problems={value.problems} />
      {rest > 0 && <p class="small quiet">And {wholeNumber(rest)} more.</p>}
    </details>
  );
}

const KINDS: Readonly<Record<ImportProblem['kind'], string>> = { refused: 'refused', photo: 'photo', warning: 'doubt' };

/** Where, what, and what to do; the same for a preview and for an import. */
export function ProblemList({ problems }: { problems: readonly ImportProblem[] }) {
  return (
    <ol class="problem-list">
      {problems.map(({ kind, file, line, id, field, reason, remedy }, i) => (
        <li key={i}>
          <p>
            <span class={kind === 'refused' ? 'badge bad' : 'badge warn'}>{KINDS[kind]}</span>{' '}
            {field !== null && <b>{field}: </b>}
            {sentenceText(studioText(reason))} {remedy !== null && sentenceText(studioText(remedy))}
          </p>
          <p class="small quiet numbers">
            {file}, line {wholeNumber(line)}
            {id !== null && `, product ${id}`}
          </p>
        </li>
      ))}
    </ol>
  );
}
