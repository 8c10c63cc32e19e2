package kr.maeul.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import kr.maeul.config.Settings;
import kr.maeul.geo.Box;
import kr.maeul.geo.HomeView;
import kr.maeul.layer.text.Text;
import kr.maeul.store.FeatureStore;
import kr.maeul.web.problem.Problems;
import kr.maeul.web.request.Exchange;

/** What the page and the operator need to know. */
final class ServiceHandlers {
  private static final Text INDEXING =
      new Text(
          "이 레이어들의 검색 색인을 만드는 중입니다. 그동안 검색이 느리고, 나머지는 그대로입니다.",
          "search indexes of these layers are being made; until then searching them is slower, all else is as ever");

  private final ObjectMapper mapper = new ObjectMapper();
  private final Settings settings;
  private final FeatureStore store;
  private final String version;

  ServiceHandlers(Settings settings, FeatureStore store, String version) {
    this.settings = settings;
    this.store = store;
    this.version = version;
  }

  /** Base map, version, and the view that the map opens with. */
  void config(Exchange e) throws IOException {
    ObjectNode json = mapper.createObjectNode();
    json.put("version", version);
    json.putObject("basemap")
        .put("url", settings.basemap().url())
        .put("attribution", settings.basemap().attribution())
        .put("maxZoom", settings.basemap().maxZoom());
    ObjectNode home = json.putObject("home");
    home.put("lon", HomeView.LONGITUDE).put("lat", HomeView.LATITUDE).put("zoom", HomeView.ZOOM);
    Box box = HomeView.BOX;
    home.putArray("bbox").add(box.west()).add(box.south()).add(box.east()).add(box.north());
    e.header("Cache-Control", "no-cache");
    e.sendJson(json);
  }

  /** The process runs. */
  void live(Exchange e) throws IOException {
    e.header("Cache-Control", "no-store");
    e.sendJson(mapper.createObjectNode().put("status", "live"));
  }

  /** The process can serve: its database answers. */
  void ready(Exchange e) throws IOException {
    boolean isReady = isStoreReady();
    ObjectNode json = mapper.createObjectNode();
    json.put("status", isReady ? "ready" : "unavailable");
    if (!store.unindexed().isEmpty()) {
      ArrayNode layers = json.putArray("indexing");
      store.unindexed().stream().sorted().forEach(layers::add);
      json.putObject("note").put("ko", INDEXING.ko()).put("en", INDEXING.en());
    }
    e.status(isReady ? 200 : 503).header("Cache-Control", "no-store");
    if (!isReady) {
      e.header(Problems.RETRY_AFTER, String.valueOf(Problems.RETRY_AFTER_SECONDS));
    }
    e.sendJson(json);
  }

  private boolean isStoreReady() {
    try {
      return store.isReady();
    } catch (RuntimeException thrown) {
      return false;
    }
  }
}
