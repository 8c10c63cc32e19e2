package kr.maeul.feature.parse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import kr.maeul.feature.Feature;
import kr.maeul.feature.InvalidFeatureException;
import kr.maeul.layer.Layer;
import kr.maeul.layer.file.LayerFiles;
import kr.maeul.parts.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The quick check and the JSON Schema validator, over random schemas and random values: one
 * verdict, one message.
 */
class QuickCheckTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] TEXTS = {
    "",
    "a",
    "가나다",
    "A12",
    "a\nb",
    "reuse",
    "clear",
    "2024-01-02",
    "2024-02-30",
    "2024-1-2",
    "2024-01-02T03:04:05Z",
    "2024-01-02T03:04:05+09:00",
    "2024-01-02T03:04:60Z",
    "2024-01-02T24:00:00Z",
    "2024-01-02 03:04:05",
    "https://example.org",
    "https://example.org/a-b/c_d.html",
    "http://-x.org",
    "https://example.org/가",
    "not a uri",
    "a/b",
    "/a/b.png",
    "//host/x",
    "a:b",
    "..",
    "😀😀",
    "😀",
    "x".repeat(30),
    "0000-01-01",
    "9999-12-31",
    "someone@example.org",
    "A1\n",
    "http://a..b",
    "http://a.b:80/",
    "\u0000",
    "a b",
    "2024-01-02T03:04:05-00:00",
    "10000-01-01",
  };
  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "5",
    "10",
    "10.0",
    "1.5",
    "0.1",
    "9.999999999999999999",
    "1e3",
    "1e400",
    "-0.0",
    "4.999999999999999999999",
    "123456789012345678901234567890",
    "9223372036854775807",
    "9223372036854775808",
    "1E+2",
    "0.30000000000000004",
  };

  @TempDir Path folder;
  private final ObjectMapper mapper = new ObjectMapper();

  @Test
  void agreesWithTheValidator() throws Exception {
    Seed seed = Seed.of("changes");
    Random random = seed.random();
    int quick = 0;
    for (int round = 0; round < 150; round++) {
      String file = schema(random);
      Files.writeString(folder.resolve("things.schema.json"), file);
      Layer layer = new LayerFiles().read(folder).catalog().layer("things").orElseThrow();
      FeatureParser fast = new FeatureParser(layer, true);
      FeatureParser slow = new FeatureParser(layer, false);
      for (int i = 0; i < 200; i++) {
        ObjectNode feature = feature(random);
        String verdict = verdict(fast, feature);
        assertThat(verdict)
            .as("seed %s, %s in %s", seed, feature, file)
            .isEqualTo(verdict(slow, feature));
        quick += verdict.startsWith("{") ? 1 : 0;
      }
    }
    assertThat(quick).as("some features are right, or nothing is tested").isGreaterThan(1000);
  }

  private static String verdict(FeatureParser parser, JsonNode feature) {
    try {
      Feature f = parser.parse(feature);
      StringBuilder text = new StringBuilder("{");
      f.properties()
          .forEach(
              (k, v) ->
                  text.append(k)
                      .append('=')
                      .append(v.getClass().getSimpleName())
                      .append(v)
                      .append(';'));
      return text.toString();
    } catch (InvalidFeatureException e) {
      return e.problems().toString();
    }
  }

  private static String schema(Random random) {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i < 4; i++) {
      properties.append(",\"p").append(i).append("\":").append(property(random));
    }
    String required = random.nextInt(4) == 0 ? ",\"required\":[\"p0\"]" : "";
    return "{\"$id\":\"things\",\"title\":\"t\",\"type\":\"object\""
        + required
        + ",\"properties\":{\"place\":{\"format\":\"geometry-point\"}"
        + properties
        + "}}";
  }

  private static String property(Random random) {
    String strings =
        pick(
            random,
            "",
            ",\"minLength\":1",
            ",\"maxLength\":3",
            ",\"minLength\":2,\"maxLength\":29",
            ",\"pattern\":\"^[A-Z][0-9]+$\"",
            ",\"pattern\":\"[a-z]\"",
            ",\"pattern\":\"^\\\\p{L}+$\"",
            ",\"pattern\":\"^.$\"");
    String bounds =
        pick(
            random,
            "",
            ",\"minimum\":0",
            ",\"maximum\":10",
            ",\"exclusiveMinimum\":0,\"exclusiveMaximum\":10",
            ",\"minimum\":0.1",
            ",\"maximum\":0.3",
            ",\"multipleOf\":5",
            ",\"minimum\":-1,\"maximum\":9223372036854775807");
    return switch (random.nextInt(8)) {
      case 0 -> "{\"type\":\"string\"" + strings + "}";
      case 1 ->
          "{\"type\":\"string\",\"format\":\""
              + pick(random, "date", "date-time", "uri", "uri-reference", "email")
              + "\"}";
      case 2 -> "{\"type\":\"integer\"" + bounds + "}";
      case 3 -> "{\"type\":\"number\"" + bounds + "}";
      case 4 -> "{\"type\":\"boolean\",\"readOnly\":true}";
      case 5 -> "{\"oneOf\":[{\"const\":\"reuse\"},{\"const\":\"clear\",\"title\":\"정비\"}]}";
      case 6 ->
          "{\"type\":\"array\",\"items\":{\"type\":\"string\""
              + strings
              + "}"
              + pick(random, "", ",\"minItems\":1", ",\"maxItems\":1", ",\"uniqueItems\":true")
              + "}";
      default ->
          "{\"type\":\"string\",\"contentMediaType\":\"text/markdown\",\"default\":\"x\""
              + strings
              + "}";
    };
  }

  private ObjectNode feature(Random random) throws Exception {
    ObjectNode feature = JSON.objectNode().put("type", "Feature");
    feature.putNull("geometry");
    ObjectNode properties = feature.putObject("properties");
    for (int i = 0; i < 4; i++) {
      if (random.nextInt(3) > 0) {
        properties.set("p" + i, value(random));
      }
    }
    if (random.nextInt(12) == 0) {
      properties.set(pick(random, "id", "other"), value(random));
    }
    return feature;
  }

  private JsonNode value(Random random) throws Exception {
    return switch (random.nextInt(7)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2, 3 -> mapper.readTree(pick(random, NUMBERS));
      case 4 -> {
        var array = JSON.arrayNode();
        for (int n = random.nextInt(3); n > 0; n--) {
          array.add(
              random.nextInt(9) == 0 ? JSON.numberNode(1) : JSON.textNode(pick(random, TEXTS)));
        }
        yield array;
      }
      default -> JSON.textNode(pick(random, TEXTS));
    };
  }

  private static String pick(Random random, String... of) {
    return List.of(of).get(random.nextInt(of.length));
  }
}
