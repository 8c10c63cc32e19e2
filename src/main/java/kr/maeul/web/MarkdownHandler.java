package kr.maeul.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Operation;
import kr.maeul.web.html.Markdown;
import kr.maeul.web.request.Exchange;
import kr.maeul.web.request.negotiation.MediaTypes;

/** Shows editors what comes of their Markdown, by the rules that make pages of it. Stateless. */
final class MarkdownHandler {
  private static final Member<String> TEXT = Member.text("text");

  static final Operation PREVIEW =
      Operation.of("service", "markdown", "글 미리 보기", "A preview of Markdown")
          .reads(Members.of(400_000, TEXT));

  private final ObjectMapper mapper = new ObjectMapper();
  private final Markdown markdown = new Markdown();

  /** {@code POST /api/markdown}: {@code { "text": "…" }} → {@code { "html": "…" }}. */
  void preview(Exchange e) throws IOException {
    JsonBody body = PREVIEW.read(e);
    String text = body.get(TEXT);
    body.done();
    e.header("Cache-Control", "no-store");
    e.send(MediaTypes.JSON, mapper.writeValueAsBytes(Map.of("html", markdown.toHtml(text))));
  }
}
