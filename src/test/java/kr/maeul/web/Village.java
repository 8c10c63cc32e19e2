package kr.maeul.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kr.maeul.app.Services;
import kr.maeul.config.Settings;
import kr.maeul.feature.BadFeatureException;
import kr.maeul.feature.Feature;
import kr.maeul.feature.parse.FeatureParser;
import kr.maeul.layer.Layer;
import kr.maeul.layer.LayerCatalog;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.kind.Renewal;
import kr.maeul.store.FeatureStore;
import kr.maeul.store.Summary;
import kr.maeul.web.request.Callers;

/** A server over a small village in memory, and a caller of it. */
final class Village implements AutoCloseable {
  static final ObjectMapper JSON = new ObjectMapper();

  final MemoryStore store = new MemoryStore();
  final LayerCatalog layers;
  final MaeulServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  Village() throws Exception {
    this(Map.of());
  }

  Village(Map<String, String> settings) throws Exception {
    layers = new LayerFiles().read(Path.of(Village.class.getResource("layers").toURI())).catalog();
    JsonNode all;
    try (InputStream in = Village.class.getResourceAsStream("features.json")) {
      all = JSON.readTree(in);
    }
    for (Layer layer : layers.all()) {
      store.put(layer, parse(layer, all.path(layer.id())));
    }
    Layer houses = layers.layer("vacant-houses").orElseThrow();
    store.summary =
        new Summary(
            List.of(houses.property("dong").orElseThrow(), houses.property("grade").orElseThrow()),
            5,
            List.of(
                new Summary.Group(
                    "노송동",
                    24L,
                    List.of(new Summary.Cell("reuse", 24L), new Summary.Cell("clear", null))),
                new Summary.Group(null, null, List.of())),
            24,
            LocalDate.of(2026, 11, 30),
            Renewal.WEEK);
    server = serve(settings, layers, store);
  }

  /** A server over other layers and another store. */
  Village(Map<String, String> settings, LayerCatalog layers, FeatureStore store) {
    this.layers = layers;
    this.server = serve(settings, layers, store);
  }

  private static MaeulServer serve(
      Map<String, String> settings, LayerCatalog layers, FeatureStore store) {
    Map<String, String> env = new HashMap<>(Map.of("MAEUL_PORT", "0"));
    env.putAll(settings);
    MaeulServer server =
        new MaeulServer(
            Services.reading(Settings.of(env), layers, store, "1.2.3-test"), Callers.NOBODY_KNOWN);
    server.start();
    return server;
  }

  static List<Feature> parse(Layer layer, JsonNode features) throws BadFeatureException {
    FeatureParser parser = new FeatureParser(layer);
    List<Feature> parsed = new ArrayList<>();
    for (JsonNode f : features) {
      parsed.add(parser.parse(f));
    }
    return parsed;
  }

  Layer layer(String id) {
    return layers.layer(id).orElseThrow();
  }

  String base() {
    return "http://localhost:" + server.port();
  }

  HttpResponse<String> get(String pathOrUrl, String... headers)
      throws IOException, InterruptedException {
    return send("GET", pathOrUrl, headers);
  }

  HttpResponse<String> send(String method, String pathOrUrl, String... headers)
      throws IOException, InterruptedException {
    return client.send(request(method, pathOrUrl, headers), BodyHandlers.ofString());
  }

  HttpResponse<byte[]> bytes(String pathOrUrl, String... headers)
      throws IOException, InterruptedException {
    return client.send(request("GET", pathOrUrl, headers), BodyHandlers.ofByteArray());
  }

  JsonNode json(String pathOrUrl, String... headers) throws IOException, InterruptedException {
    return JSON.readTree(get(pathOrUrl, headers).body());
  }

  private HttpRequest request(String method, String pathOrUrl, String... headers) {
    String url = pathOrUrl.startsWith("/") ? base() + pathOrUrl : pathOrUrl;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.build();
  }

  @Override
  public void close() {
    server.close();
  }
}
