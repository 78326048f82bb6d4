const MAX_CHARS = 200;
const MAX_STEPS = 5;
const MAX_CLASSES = 2;

/**
 * Which element it is, e.g. `#basket>button.primary`: from the nearest id at most five steps down. Never what the element
 * says.
 */
export function selector(element: Element): string {
  const steps: string[] = [];
  let at: Element | null = element;
  while (at && steps.length < MAX_STEPS) {
    steps.unshift(step(at));
    if (at.id) break;
    at = at.parentElement;
  }
  return steps.join(">").slice(0, MAX_CHARS);
}

function step(element: Element): string {
  if (element.id) return `#${element.id}`;
  const classes = [...element.classList].slice(0, MAX_CLASSES).map((name) => `.${name}`);
  return element.localName + classes.join("");
}
