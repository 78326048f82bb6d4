import { Link } from "@tanstack/react-router";

/** From the list to one experiment. */
export function ExperimentPath({
  environment,
  experiment,
}: {
  environment: string;
  experiment: string;
}) {
  return (
    <>
      <Link
        to="/environments/$environment/experiments"
        params={{ environment }}
        className="underline underline-offset-2"
      >
        Experiments
      </Link>{" "}
      / {experiment}
    </>
  );
}
