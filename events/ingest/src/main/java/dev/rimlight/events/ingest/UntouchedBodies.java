package dev.rimlight.events.ingest;

import io.helidon.http.Headers;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;

/// Leaves bodies as they come: the server's own inflation knows no limit, so [IngestApi] inflates.
/// It must claim to decode every encoding, because without a decoder the server refuses the request
/// itself.
final class UntouchedBodies implements ContentEncodingContext {
  private final ContentEncodingContextConfig prototype =
      ContentEncodingContext.builder().contentEncodingsDiscoverServices(false).buildPrototype();

  @Override
  public ContentEncodingContextConfig prototype() {
    return prototype;
  }

  @Override
  public boolean contentEncodingEnabled() {
    return false;
  }

  @Override
  public boolean contentDecodingEnabled() {
    return true;
  }

  @Override
  public boolean contentEncodingSupported(String encoding) {
    return false;
  }

  @Override
  public boolean contentDecodingSupported(String encoding) {
    return true;
  }

  @Override
  public ContentEncoder encoder(String encoding) {
    return ContentEncoder.NO_OP;
  }

  @Override
  public ContentDecoder decoder(String encoding) {
    return ContentDecoder.NO_OP;
  }

  @Override
  public ContentEncoder encoder(Headers headers) {
    return ContentEncoder.NO_OP;
  }
}
