package kr.maeul.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kr.maeul.web.request.negotiation.MediaTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The OpenAPI document is whole in itself, and says what the routes do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
  private Village village;
  private JsonNode document;

  @BeforeAll
  void open() throws Exception {
    village = new Village();
    document = village.json("/api/openapi");
  }

  @AfterAll
  void close() {
    village.close();
  }

  @Test
  void isServedUnderItsOwnType() throws Exception {
    HttpResponse<String> response =
        village.get("/api/openapi", "Accept", "application/vnd.oai.openapi+json;version=3.0");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValue("application/vnd.oai.openapi+json;version=3.0");
    assertThat(document.path("openapi").asText()).startsWith("3.0.");
    assertThat(document.path("servers").path(0).path("url").asText())
        .isEqualTo(village.base() + "/api");
    assertThat(document.path("info").path("version").asText()).isEqualTo("1.2.3-test");
  }

  @Test
  void everyReferenceLeadsToSomethingInside() {
    List<JsonNode> references = document.findValues("$ref");
    assertThat(references).isNotEmpty();
    for (JsonNode ref : references) {
      assertThat(ref.asText()).startsWith("#/");
      assertThat(document.at(ref.asText().substring(1)).isMissingNode()).as(ref.asText()).isFalse();
    }
  }

  @Test
  void operationsAreWellFormed() {
    Set<String> ids = new HashSet<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path -> {
              assertThat(path.getKey()).startsWith("/");
              JsonNode get = path.getValue().path("get");
              if (get.isMissingNode()) {
                return;
              }
              assertThat(ids.add(get.path("operationId").asText())).as(path.getKey()).isTrue();
              assertThat(resolved(get.path("responses").path("200")).path("description").asText())
                  .isNotEmpty();
              Set<String> names = new HashSet<>();
              for (JsonNode given : get.path("parameters")) {
                JsonNode p = resolved(given);
                assertThat(names.add(p.path("in").asText() + p.path("name").asText())).isTrue();
                if (p.path("name").asText().equals("queryables")) {
                  continue; // stands for all of them
                }
                assertThat(p.path("schema").path("type").asText())
                    .as(p.toString())
                    .isIn("string", "integer", "array", "number", "boolean");
                assertThat(p.path("schema").path("type").asText().equals("array"))
                    .isEqualTo(p.path("schema").has("items"));
              }
              boolean hasVariable = path.getKey().contains("{featureId}");
              assertThat(names.contains("pathfeatureId")).isEqualTo(hasVariable);
              for (String name : List.of("tileMatrix", "tileRow", "tileCol", "collectionId")) {
                assertThat(names.contains("path" + name))
                    .isEqualTo(path.getKey().contains("{" + name + "}"));
              }
            });
    assertThat(document.path("paths").has("/")).isTrue();
    assertThat(document.path("paths").has("/conformance")).isTrue();
    assertThat(document.path("paths").has("/collections")).isTrue();
    assertThat(document.toString()).doesNotContain("ledger");
  }

  @Test
  void bboxAndLimitAreAsTheStandardWantsThem() {
    JsonNode bbox = parameter("/collections/stories/items", "bbox");
    assertThat(bbox.path("schema").toString())
        .isEqualTo(
            "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":4,\"maxItems\":6}");
    assertThat(bbox.path("style").asText()).isEqualTo("form");
    assertThat(bbox.path("explode").asBoolean(true)).isFalse();
    JsonNode limit = parameter("/collections/stories/items", "limit").path("schema");
    assertThat(limit.toString())
        .isEqualTo("{\"type\":\"integer\",\"minimum\":1,\"maximum\":10000,\"default\":100}");
    assertThat(
            parameter("/collections/stories/items", "theme")
                .path("schema")
                .path("items")
                .path("enum")
                .toString())
        .isEqualTo("[\"giving\",\"place\"]");
  }

  /** What the refusal names as allowed is what the document describes: both come from one table. */
  @Test
  void everyParameterOfEveryResourceIsDescribed() throws Exception {
    for (var path : document.path("paths").properties()) {
      if (!resolved(path.getValue().at("/get/responses/200"))
          .path("content")
          .has(MediaTypes.HTML)) {
        continue; // what has no page takes its parameters otherwise, or is a stream
      }
      List<String> described = new ArrayList<>();
      for (JsonNode given : path.getValue().path("get").path("parameters")) {
        JsonNode p = resolved(given);
        if (p.path("in").asText().equals("query")) {
          described.add(p.path("name").asText());
        }
      }
      String address = "/api" + (path.getKey().equals("/") ? "" : path.getKey());
      String id = address.contains("districts") ? "5211160500" : "angel";
      JsonNode problem =
          village.json(
              address
                      .replace("{featureId}", id)
                      .replace("{collectionId}", "stories")
                      .replaceAll("\\{tile[A-Z][a-z]+}", "0")
                  + "?no-such-parameter=1");
      assertThat(problem.path("status").asInt()).as(address).isEqualTo(400);
      String allowed =
          problem.path("errors").isMissingNode()
              ? problem.path("detailEn").asText()
              : problem.path("errors").path(0).path("detailEn").asText();
      if (described.remove("queryables")) {
        JsonNode queryables = village.json("/api/collections/stories/queryables");
        queryables.path("properties").fieldNames().forEachRemaining(described::add);
        described.remove("location"); // by bbox, near, within
      }
      assertThat(List.of(allowed.substring(allowed.indexOf("allowed are: ") + 13).split(", ")))
          .as(address)
          .containsExactlyInAnyOrderElementsOf(new HashSet<>(described));
    }
  }

  /** OGC API – Tiles, requirement oas30/operation-id; and every id is there once. */
  @Test
  void operationsOfTilesEndAsTheStandardSays() {
    List<String> ids = document.path("paths").findValuesAsText("operationId");
    assertThat(ids).doesNotHaveDuplicates();
    for (String end :
        List.of(
            "getTileMatrixSetsList",
            "getTileMatrixSet",
            ".collection.vector.getTileSetsList",
            ".collection.vector.getTileSet",
            ".collection.vector.getTile")) {
      assertThat(ids).filteredOn(id -> id.endsWith(end)).as(end).hasSize(1);
    }
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
  }

  private JsonNode parameter(String path, String name) {
    for (JsonNode given : document.path("paths").path(path).path("get").path("parameters")) {
      JsonNode p = name.equals("bbox") || name.equals("limit") ? given : resolved(given);
      if (p.path("name").asText().equals(name)) {
        return p;
      }
    }
    throw new AssertionError(name);
  }
}
