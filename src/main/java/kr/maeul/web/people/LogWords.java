package kr.maeul.web.people;

import java.util.LinkedHashMap;
import java.util.Map;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.text.Text;
import kr.maeul.people.log.AccessLog;

/**
 * What a line of the access log is about, for those who know neither layer ids nor routes.
 * Immutable.
 */
final class LogWords {
  private static final String ROUTE = "/api/";
  private static final Text GONE = new Text("지금은 없는 자료", "A layer that is no more");
  private static final Text DESK = new Text("업무 화면", "The desk");

  /** By how the route begins; the first that fits. */
  private static final Map<String, Text> ROUTES = new LinkedHashMap<>();

  static {
    ROUTES.put("/api/submissions/{id}/contact", new Text("보낸 주민의 연락처", "A resident's contact"));
    ROUTES.put("/api/submissions", new Text("주민이 보낸 것", "What residents sent"));
    ROUTES.put("/api/media", new Text("사진과 녹음", "Photos and sound"));
    ROUTES.put("/api/bin", new Text("휴지통", "The bin"));
    ROUTES.put("/api/batches", new Text("한꺼번에 바꾼 것", "A bulk change"));
    ROUTES.put("/api/shortlists", new Text("후보 목록", "Shortlists"));
    ROUTES.put("/api/finder-searches", new Text("저장한 검색", "Saved searches"));
    ROUTES.put("/api/finder", new Text("빈집 찾기", "The house finder"));
    ROUTES.put("/api/houses", new Text("빈집 업무", "Work on vacant houses"));
    ROUTES.put("/api/markdown", new Text("글 미리 보기", "The preview of a text"));
  }

  private final LayerCatalog layers;

  LogWords(LayerCatalog layers) {
    this.layers = layers;
  }

  /** The layer of a line, or what else was used; null where the action alone says it. */
  Text about(AccessLog.Entry entry) {
    if (entry.layer() != null) {
      return layers.layer(entry.layer()).map(Layer::title).orElse(GONE);
    }
    String route = route(entry);
    return route == null
        ? null
        : ROUTES.entrySet().stream()
            .filter(e -> route.startsWith(e.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(DESK);
  }

  /** What a person said or what changed; null where the detail is but the route. */
  static String said(AccessLog.Entry entry) {
    return route(entry) == null ? entry.detail() : null;
  }

  private static String route(AccessLog.Entry entry) {
    return entry.detail() != null && entry.detail().startsWith(ROUTE) ? entry.detail() : null;
  }
}
