import { type FormEvent, useState } from "react";
import { type Place, useComment } from "../api/history.ts";
import { Button } from "../kit/Button.tsx";
import { Failure } from "../kit/Failure.tsx";
import { LongText } from "../kit/LongText.tsx";

const MOST_CHARS = 4_000;

export function CommentForm({ place }: { place: Place }) {
  const [text, setText] = useState("");
  const comment = useComment(place);
  function submit(event: FormEvent) {
    event.preventDefault();
    comment.mutate(text, { onSuccess: () => setText("") });
  }
  return (
    <form onSubmit={submit} className="max-w-prose space-y-3">
      <LongText
        label="Your comment"
        value={text}
        onText={setText}
        maxLength={MOST_CHARS}
        required
      />
      {comment.error && <Failure error={comment.error} />}
      <Button type="submit" disabled={text.trim() === "" || comment.isPending}>
        Comment
      </Button>
    </form>
  );
}
