/** Grey lines where a card's content will be; nothing for the first 200 ms. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  return (
    <div role="status" className="late space-y-3 p-5">
      <span className="sr-only">Loading</span>
      {Array.from({ length: lines }, (_, line) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
          key={line}
          className="h-5 rounded-sm bg-sunken"
          style={{ width: `${[92, 74, 83, 61][line % 4]}%` }}
        />
      ))}
    </div>
  );
}
