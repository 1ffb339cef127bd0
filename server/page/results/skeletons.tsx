/** Where products will stand in a moment. */
export function Skeletons({ count }: { count: number }) {
  return (
    <ol class="grid" aria-hidden="true">
      {Array.from({ length: count }, (_, i) => (
        <li key={i}>
          <div class="hit skeleton">
            <span class="plate waiting" />
            <span class="line waiting" />
            <span class="line short waiting" />
          </div>
        </li>
      ))}
    </ol>
  );
}
