import type { ComponentChildren } from 'preact';

interface ShopLinkProps {
  /** Where it leads, for a new tab, a bookmark, and whoever reads pages without clicking. */
  readonly href: string;
  /** The same step on this page. */
  readonly onGo: () => void;
  readonly class?: string | undefined;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** A link to another view of the shop, which this page shows by itself; any but a plain click is the browser's. */
export function ShopLink({ href, onGo, class: name, isCurrent = false, children }: ShopLinkProps) {
  return (
    <a
      class={name}
      href={href}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onGo();
      }}
    >
      {children}
    </a>
  );
}
