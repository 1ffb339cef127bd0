import type { Hit } from '../../requests/search.js';

const SIDES = [
  { side: 'words', label: 'Words', meaning: 'its text has your words' },
  { side: 'image', label: 'Looks', meaning: 'its photo looks like it' },
  { side: 'text', label: 'Meaning', meaning: 'its text means something like it' },
] as const;

/** What the product was found by: a bar for each ranking that knew it, as long as that ranking was sure. */
export function MatchedMark({ matched }: { matched: Hit['matched'] }) {
  const known = SIDES.flatMap(({ side, ...about }) => {
    const share = matched[side];
    return share === null || share < 0.005 ? [] : [{ ...about, percent: Math.round(share * 100) }];
  });
  if (known.length === 0) return <span class="matched" />;
  const told = known.map(({ label, percent, meaning }) => `${label} ${percent} %: ${meaning}`).join('\n');
  return (
    <span class="matched" title={told}>
      {known.map(({ label, percent }) => (
        <span class="side-mark" key={label}>
          <span aria-hidden="true">{label}</span>
          <span class="bar" aria-hidden="true">
            <span style={{ width: `${percent}%` }} />
          </span>
          <span class="unseen">
            {label} {percent} %{' '}
          </span>
        </span>
      ))}
    </span>
  );
}
