package kr.maeul.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.layer.file.LayerFilesException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerFoldersTest {
  private static final String WELLS =
      """
      { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "wells", "title": "우물", "type": "object",
        "properties": { "location": { "format": "geometry-point" }, "name": { "type": "string" } } }
      """;

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theProgramBringsItsLayers() {
    LayerFiles files = new LayerFiles().readBundled();
    assertThat(files.problems()).isEmpty();
    assertThat(files.catalog().layer("stories")).isPresent();
    assertThat(files.examples("stories")).isPresent();
  }

  @Test
  void aFolderAddsLayersAndReplacesBundledOnes() throws Exception {
    write("wells.schema.json", WELLS);
    write("stories.schema.json", WELLS.replace("wells", "stories").replace("우물", "옛이야기"));
    LayerFiles files = new LayerFiles().readBundled().read(folder);
    assertThat(files.catalog().layer("wells")).isPresent();
    Layer stories = files.catalog().layer("stories").orElseThrow();
    assertThat(stories.title().ko()).isEqualTo("옛이야기");
    assertThat(stories.pageView())
        .as("the view of the layer that was replaced")
        .hasValue("stories");
    assertThat(files.catalog().layer("wells").orElseThrow().pageView()).isEmpty();
    assertThat(files.examples("stories")).as("examples of the layer that was replaced").isEmpty();
  }

  @Test
  void everyMistakeOfEveryFileIsFound() throws Exception {
    write("a.schema.json", "{ \"$id\": \"a\", ");
    write(
        "b.schema.json",
        WELLS
            .replace("wells", "b")
            .replace("\"string\"", "\"text\"")
            .replace("우물", "")
            .replace("\"object\"", "\"object\", \"x-maeul-view\": \"nowhere\""));
    write("c.schema.json", WELLS);
    write(
        "d.schema.json",
        WELLS
            .replace("wells", "d")
            .replace(
                "\"type\": \"string\"",
                "\"type\": \"string\", \"x-maeul-audiense\": \"staff\", \"x-maeul-ref\": 1"));
    write(
        "e.schema.json",
        WELLS
            .replace("wells", "e")
            .replace("\"type\": \"string\"", "\"type\": \"string\", \"x-maeul-ref\": \"nowhere\""));
    write(
        "f.schema.json",
        WELLS
            .replace("wells", "f")
            .replace("\"name\"", "\"place\": { \"format\": \"geometry-point\" }, \"name\""));
    write("g.examples.json", "{");
    write("g.schema.json", WELLS.replace("wells", "g"));
    Files.write(
        folder.resolve("h.schema.json"),
        WELLS.replace("wells", "h").getBytes(Charset.forName("x-windows-949")));
    LayerFiles files = new LayerFiles().read(folder);
    assertThat(files.problems())
        .extracting(p -> p.file().charAt(0) + p.pointer())
        .contains(
            "a",
            "b/title",
            "b/x-maeul-view",
            "b/properties/name/type",
            "c/$id",
            "d/properties/name",
            "d/properties/name/x-maeul-ref",
            "e/properties/name/x-maeul-ref",
            "f/properties/place",
            "g",
            "h");
    assertThat(files.problems().get(0).message()).contains("line 1");
    assertThatThrownBy(files::catalog)
        .isInstanceOf(LayerFilesException.class)
        .hasMessageContaining("b.schema.json#/title");
  }

  /** Neither what somebody typed nor the id of what is hidden gets out by a layer file. */
  @Test
  void whatWouldTellIsRefused() throws Exception {
    String text = "\"type\": \"string\"";
    String rule =
        "\"type\": \"object\", \"x-maeul-public\": { \"summary\": { \"by\": \"name\"KNOWN } }";
    String summary = WELLS.replace("\"type\": \"object\"", rule);
    write("typed.schema.json", summary.replace("wells", "typed").replace("KNOWN", ""));
    write(
        "unknown.schema.json",
        summary
            .replace("wells", "unknown")
            .replace("KNOWN", ", \"known\": { \"name\": \"nowhere\" }"));
    write(
        "few.schema.json",
        summary.replace("wells", "few").replace("KNOWN", ", \"suppress-below\": 2"));
    String searched = text + ", \"x-maeul-ref\": \"searched\", \"x-maeul-search\": true";
    write("searched.schema.json", WELLS.replace("wells", "searched").replace(text, searched));
    assertThat(new LayerFiles().read(folder).problems())
        .extracting(p -> p.file() + p.pointer())
        .containsExactlyInAnyOrder(
            "typed.schema.json/x-maeul-public/summary/known",
            "unknown.schema.json/x-maeul-public/summary/known/name",
            "few.schema.json/x-maeul-public/summary/suppress-below",
            "searched.schema.json/properties/name");
  }

  @Test
  void rowsMayBeForPlannersOnly() throws Exception {
    String rule = "\"type\": \"object\", \"x-maeul-public\": { \"where\": { \"name\": \"open\" } }";
    write("wells.schema.json", WELLS.replace("\"type\": \"object\"", rule));
    write(
        "ponds.schema.json",
        WELLS
            .replace("wells", "ponds")
            .replace("\"type\": \"object\"", rule + ", \"x-maeul-rows\": \"planner\""));
    write(
        "hidden.schema.json",
        WELLS
            .replace("wells", "hidden")
            .replace(
                "\"type\": \"object\"",
                "\"type\": \"object\", \"x-maeul-public\": false, \"x-maeul-rows\": \"planner\""));
    LayerCatalog catalog = new LayerFiles().read(folder).catalog();
    Layer wells = catalog.layer("wells").orElseThrow();
    assertThat(wells.viewFor(Audience.STAFF).where()).isEmpty();
    Layer ponds = catalog.layer("ponds").orElseThrow();
    assertThat(ponds.viewFor(Audience.STAFF).where())
        .isEqualTo(ponds.viewFor(Audience.PUBLIC).where())
        .isNotEmpty();
    assertThat(ponds.viewFor(Audience.PLANNER).where()).isEmpty();
    assertThat(ponds.viewFor(Audience.STAFF).showsMoreThanPublic()).isFalse();
    assertThat(ponds.viewFor(Audience.PLANNER).showsMoreThanPublic()).isTrue();
    assertThat(catalog.viewFor(Audience.STAFF, "hidden")).isEmpty();
    assertThat(catalog.viewFor(Audience.PLANNER, "hidden")).isPresent();
    write(
        "all.schema.json",
        WELLS
            .replace("wells", "all")
            .replace(
                "\"type\": \"object\"", "\"type\": \"object\", \"x-maeul-rows\": \"planner\""));
    write(
        "public.schema.json",
        WELLS
            .replace("wells", "public")
            .replace("\"type\": \"object\"", rule + ", \"x-maeul-rows\": \"public\""));
    assertThat(new LayerFiles().read(folder).problems())
        .extracting(p -> p.file() + p.pointer())
        .contains("all.schema.json/x-maeul-rows", "public.schema.json/x-maeul-rows");
  }
}
