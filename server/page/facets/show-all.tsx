/** The button under a list of which only the beginning is shown. */
export function ShowAll({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <button type="button" class="text-button small" onClick={onShow}>
      Show all {count}
    </button>
  );
}
