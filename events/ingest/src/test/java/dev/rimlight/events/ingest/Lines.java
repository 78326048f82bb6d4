package dev.rimlight.events.ingest;

/// Lines as an edge writes them.
final class Lines {
  static final long AT = 1_795_255_200_000L;

  private Lines() {}

  static String exposure(String id, String isolate, long seq) {
    return """
    {"id":"%s","kind":"exposure","at":%d,"unit":"u-%s","isolate":"%s","seq":%d,\
    "experiment":"banner","variant":"on","revision":3,"country":"DE","bot":false,"source":"edge"}\
    """
        .formatted(id, AT, id, isolate, seq);
  }

  static String order(String id, String isolate, long seq, double value) {
    return """
    {"id":"%s","kind":"conversion","at":%d,"unit":"u","isolate":"%s","seq":%d,\
    "name":"order","value":%s}\
    """
        .formatted(id, AT, isolate, seq, value);
  }
}
