package kr.maeul.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import kr.maeul.web.html.Markdown;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.JsonBody;
import kr.maeul.web.request.MediaTypes;

/** Shows editors what comes of their Markdown, by the rules that make pages of it. Stateless. */
final class MarkdownHandler {
  private static final int MOST_BYTES = 400_000;

  private final ObjectMapper mapper = new ObjectMapper();
  private final Markdown markdown = new Markdown();

  /** {@code POST /api/markdown}: {@code { "text": "…" }} → {@code { "html": "…" }}. */
  void preview(Exchange e) throws IOException {
    JsonBody body = JsonBody.of(e, MOST_BYTES);
    String text = body.text("text");
    body.done();
    e.header("Cache-Control", "no-store");
    e.send(MediaTypes.JSON, mapper.writeValueAsBytes(Map.of("html", markdown.toHtml(text))));
  }
}
