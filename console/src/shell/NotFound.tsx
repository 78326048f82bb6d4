import { Link } from "@tanstack/react-router";
import { Empty } from "../kit/Empty.tsx";

export function NotFound() {
  return (
    <main>
      <title>Not found · Rimlight</title>
      <h1 className="sr-only">Not found</h1>
      <Empty title="There is no such page">
        <Link to="/" className="text-accent underline">
          Go home
        </Link>
      </Empty>
    </main>
  );
}
