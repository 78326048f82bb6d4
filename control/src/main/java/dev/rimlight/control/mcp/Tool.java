package dev.rimlight.control.mcp;

import dev.rimlight.control.automate.BadInput;
import dev.rimlight.control.document.Json;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.util.Map;

/// Something that an assistant may ask for, by name.
///
/// @param schema of its arguments
/// @param reads whether it leaves everything as it is
record Tool(String name, String description, Map<String, Object> schema, boolean reads, Work work) {
  /// An answer is read by a model, whose memory it fills.
  static final int MOST_CHARS = 60_000;

  private static final System.Logger LOG = System.getLogger(Tool.class.getName());

  /// What it does.
  interface Work {
    Map<String, Object> answer(Arguments arguments) throws IOException, BadInput;
  }

  static Tool reading(String name, String description, String schema, Work work) {
    return new Tool(name, description, Json.readStored(schema), true, work);
  }

  static Tool proposing(String name, String description, String schema, Work work) {
    return new Tool(name, description, Json.readStored(schema), false, work);
  }

  SyncToolSpecification specification() {
    McpSchema.ToolAnnotations hints =
        McpSchema.ToolAnnotations.builder()
            .readOnlyHint(reads)
            .destructiveHint(false)
            .idempotentHint(reads)
            .openWorldHint(false)
            .build();
    return SyncToolSpecification.builder()
        .tool(
            McpSchema.Tool.builder(name, schema)
                .description(description)
                .annotations(hints)
                .build())
        .callHandler((_, request) -> answer(new Arguments(request.arguments())))
        .build();
  }

  private CallToolResult answer(Arguments arguments) {
    try {
      String text = Json.write(work.answer(arguments));
      return text.length() <= MOST_CHARS
          ? result(text, false)
          : result(
              "the answer has %d characters, must have <= %d: ask for less"
                  .formatted(text.length(), MOST_CHARS),
              true);
    } catch (BadInput e) {
      return result(e.problem(), true);
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, name + " failed", e);
      return result(name + " failed: " + e, true);
    }
  }

  private static CallToolResult result(String text, boolean failed) {
    return CallToolResult.builder().addTextContent(text).isError(failed).build();
  }
}
