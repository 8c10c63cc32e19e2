package kr.maeul.web.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import kr.maeul.feature.FeatureQuery;
import kr.maeul.layer.Text;
import kr.maeul.layer.View;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.request.Exchange;

/** Renders pages. */
public final class Pages {
  public byte[] problem(
      Exchange e, int status, String title, String detail, List<String> faults, String errorId) {
    return title.getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  public void document(Exchange e, String page, JsonNode json) throws IOException {
    e.send("text/html", new byte[0]);
  }

  public void schema(Exchange e, View view, Text title, JsonNode json) throws IOException {
    e.send("text/html", new byte[0]);
  }

  public void summary(Exchange e, View view, JsonNode json) throws IOException {
    e.send("text/html", new byte[0]);
  }

  public void items(Exchange e, View view, FeatureQuery query, FeatureStore store)
      throws IOException {
    e.send("text/html", new byte[0]);
  }

  public void item(Exchange e, View view, String id, List<View> views, FeatureStore store)
      throws IOException {
    e.send("text/html", new byte[0]);
  }
}
