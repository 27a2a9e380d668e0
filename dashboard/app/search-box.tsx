/** What can be gone to: pages for now by name. */
export default function SearchBox({ onDone }: { onDone: () => void }) {
  return (
    <button type="button" onClick={onDone}>
      关闭
    </button>
  );
}
