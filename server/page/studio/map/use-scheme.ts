import { useEffect, useState } from 'preact/hooks';
import type { Scheme } from './palette.js';

/** Light or dark, as the reader's system wants it now. */
export function useScheme(): Scheme {
  const [isDark, setDark] = useState(() => matchMedia('(prefers-color-scheme: dark)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => {
      setDark(query.matches);
    };
    query.addEventListener('change', follow);
    return () => {
      query.removeEventListener('change', follow);
    };
  }, []);
  return isDark ? 'dark' : 'light';
}
