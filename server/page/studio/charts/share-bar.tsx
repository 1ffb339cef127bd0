/** A bar beside the number that says the same; screen readers read the number. */
export function ShareBar({ share }: { share: number }) {
  return (
    <svg class="share-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="ground" width="100" height="6" />
      <rect class="share" width={Math.max(0, Math.min(100, 100 * share))} height="6" />
    </svg>
  );
}
