/** The same function, but what it throws stays here: measuring never breaks the page that it measures. */
export function quietly<Arguments extends unknown[]>(
  run: (...given: Arguments) => void,
): (...given: Arguments) => void {
  return (...given) => {
    try {
      run(...given);
    } catch {
      // What is lost is a measurement; an error in the page's console would be taken for the page's own.
    }
  };
}
