/** An id that makes an event countable once. `randomUUID` would be shorter but is missing on pages without TLS. */
export function eventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
