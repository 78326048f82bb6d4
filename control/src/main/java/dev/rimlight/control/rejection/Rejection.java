package dev.rimlight.control.rejection;

import java.util.Locale;

/// Why a request is refused. The lower-case name is the stable code in the problem's type.
public enum Rejection {
  INVALID_REQUEST(400, "The request cannot be understood"),
  MALFORMED_JSON(400, "The body is not JSON"),
  SIGN_IN_LOST(400, "This sign-in cannot go on"),
  NOT_SIGNED_IN(401, "Sign in or send a token"),
  WRONG_CREDENTIALS(401, "Name or password is wrong"),
  FORBIDDEN(403, "The role does not allow it"),
  PROVIDER_REFUSED(403, "The provider did not let you in"),
  CROSS_SITE(403, "Changes must come from the console's own pages"),
  NOT_FOUND(404, "There is no such thing"),
  METHOD_NOT_ALLOWED(405, "The resource does not know this method"),
  EXISTS(409, "There is one already"),
  IN_USE(409, "Something else depends on it"),
  CHANGE_FREEZE(409, "Nothing is published now"),
  APPROVAL_MISSING(403, "Somebody else has to agree first"),
  FROZEN(409, "It may no longer change"),
  DRAFTS_MOVED(409, "The drafts changed while they were being published"),
  VERSION_CONFLICT(409, "Somebody changed it in the meantime"),
  IN_PROGRESS(409, "It is still being done"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's type is not supported"),
  INVALID_DOCUMENT(422, "The document is invalid"),
  CONFIRMATION_DIFFERS(422, "The confirmation is not the name of what it is about"),
  KEY_REUSED(422, "The key belongs to another request"),
  VERSION_MISSING(428, "Say which version is meant"),
  TOO_MANY_ATTEMPTS(429, "Too many failed attempts to sign in"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  BROKEN(500, "The control plane failed"),
  PAGE_AWAY(409, "The page cannot be read"),
  PROVIDER_WRONG(502, "The provider's answer cannot be trusted"),
  PROVIDER_AWAY(503, "The provider does not answer"),
  NOT_READY(503, "The control plane cannot serve now"),
  TOO_MANY_WATCHERS(503, "Too many clients watch for changes");

  private final int status;
  private final String title;

  Rejection(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
