import { lazy, Suspense, useState } from "react";
import { Button } from "../kit/Button.tsx";

const PublishDialog = lazy(() =>
  import("./PublishDialog.tsx").then(({ PublishDialog: dialog }) => ({ default: dialog })),
);

export function PublishButton({
  environment,
  disabled,
}: {
  environment: string;
  disabled: boolean;
}) {
  const [reviewing, setReviewing] = useState(false);
  return (
    <>
      <Button look="primary" disabled={disabled} onClick={() => setReviewing(true)}>
        Review and publish…
      </Button>
      {reviewing && (
        <Suspense>
          <PublishDialog environment={environment} onClose={() => setReviewing(false)} />
        </Suspense>
      )}
    </>
  );
}
