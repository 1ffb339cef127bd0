import type { ComponentChildren } from 'preact';
import { visit } from '../studio-address.js';
import { formatPlace, type Destination } from '../studio-place.js';

interface StudioLinkProps extends Destination {
  readonly class?: string;
  readonly current?: boolean | 'page' | 'true';
  readonly children: ComponentChildren;
}

/** A link within the studio, which loads nothing anew. */
export function StudioLink({ view, id, parameters, current = false, children, class: name }: StudioLinkProps) {
  const to = { view, id, parameters };
  return (
    <a
      class={name}
      href={formatPlace(to)}
      aria-current={current}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        visit(to);
      }}
    >
      {children}
    </a>
  );
}
