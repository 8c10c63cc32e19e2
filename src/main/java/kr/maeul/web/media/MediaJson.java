package kr.maeul.web.media;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kr.maeul.layer.kind.MediaKind;
import kr.maeul.layer.text.Text;
import kr.maeul.media.Media;
import kr.maeul.media.Medium;
import kr.maeul.media.photo.BlurRegion;
import kr.maeul.media.photo.PhotoSize;
import kr.maeul.media.photo.Shot;
import kr.maeul.web.contract.JsonBody;
import kr.maeul.web.contract.Member;
import kr.maeul.web.contract.Members;
import kr.maeul.web.contract.Schemas;
import kr.maeul.web.request.Urls;
import kr.maeul.web.request.negotiation.MediaTypes;
import kr.maeul.web.request.refusal.BadRequestException;
import kr.maeul.web.request.refusal.BadRequestException.Fault;

/** Photos and sound as JSON, in and out. Safe for use by several threads. */
final class MediaJson {
  private static final JsonBody.Limits LIMITS =
      JsonBody.Limits.of(List.of(MediaTypes.JSON, MediaTypes.MERGE_PATCH), 200_000, 20);
  private static final Map<String, Integer> LONGEST =
      Map.of("alt", 500, "altEn", 500, "credit", 200, "licence", 200, "transcript", 20_000);
  private static final Set<String> REGION = Set.of("shape", "x", "y", "width", "height");
  private static final int MOST_REGIONS = 50;

  /** What can be changed. */
  static final Members MEMBERS =
      Members.of(
              LIMITS,
              text("alt"),
              text("altEn"),
              text("credit"),
              text("licence"),
              text("transcript"),
              Member.json("blur", Schemas.listOf(Schemas.anyObject(), 1, MOST_REGIONS)))
          .named("mediumChange");

  private static Member<String> text(String name) {
    return Member.text(name, LONGEST.get(name), true);
  }

  ObjectNode of(Medium m, Urls urls) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", m.id()).put("kind", m.kind().word()).put("type", m.type());
    if (m.kind() == MediaKind.PHOTO) {
      json.put("width", m.width()).put("height", m.height()).put("blurred", m.blurred());
    } else {
      json.put("durationSeconds", m.duration().toMillis() / 1000.0);
    }
    Medium.Description d = m.description();
    json.put("alt", d.alt()).put("altEn", d.altEn());
    json.put("credit", d.credit()).put("licence", d.licence());
    if (m.kind() == MediaKind.SOUND) {
      json.put("transcript", d.transcript());
    }
    ObjectNode files = json.putObject("files");
    if (m.kind() == MediaKind.SOUND) {
      files.put("sound", urls.local("/media/" + m.id()));
    } else {
      for (PhotoSize size : PhotoSize.values()) {
        files.put(size.word(), urls.local("/media/" + m.id() + "/" + size.word()));
      }
    }
    return json;
  }

  ObjectNode of(Media.Stored stored, Urls urls) {
    ObjectNode json = of(stored.medium(), urls);
    Shot shot = stored.shot();
    if (shot.longitude() != null) {
      json.putObject("position").put("lon", shot.longitude()).put("lat", shot.latitude());
    }
    if (shot.taken() != null) {
      json.put("taken", shot.taken().toString());
    }
    if (stored.uploadKey() != null) {
      json.put("uploadKey", stored.uploadKey());
    }
    return json;
  }

  /**
   * What is to change.
   *
   * @throws BadRequestException with everything that is wrong with it
   */
  Media.Edit edit(ObjectNode json) {
    List<Fault> faults = new ArrayList<>();
    String there = String.join(", ", MEMBERS.inOrder());
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      Integer longest = LONGEST.get(field.getKey());
      if (longest != null) {
        JsonNode value = field.getValue();
        if (!value.isTextual() || value.asText().length() > longest) {
          faults.add(
              fault(
                  "/" + field.getKey(),
                  longest + "자까지의 글이어야 합니다.",
                  "must be a text of at most " + longest + " characters"));
        }
      } else if (!field.getKey().equals("blur")) {
        faults.add(
            fault(
                "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                "바꿀 수 없는 이름입니다. 쓸 수 있는 것: " + there,
                "cannot be changed; there are: " + there));
      }
    }
    List<BlurRegion> blur = json.has("blur") ? regions(json.get("blur"), faults) : null;
    if (!faults.isEmpty()) {
      throw new BadRequestException(faults);
    }
    return new Media.Edit(
        json.path("alt").asText(null),
        json.path("altEn").asText(null),
        json.path("credit").asText(null),
        json.path("licence").asText(null),
        json.path("transcript").asText(null),
        blur);
  }

  private static List<BlurRegion> regions(JsonNode json, List<Fault> faults) {
    List<BlurRegion> regions = new ArrayList<>();
    if (!json.isArray() || json.isEmpty() || json.size() > MOST_REGIONS) {
      faults.add(
          fault(
              "/blur",
              "가릴 곳을 1개에서 " + MOST_REGIONS + "개까지 배열로 보내세요.",
              "must be an array of 1 to " + MOST_REGIONS + " regions"));
      return regions;
    }
    for (int i = 0; i < json.size(); i++) {
      BlurRegion region = region(json.get(i));
      if (region == null) {
        faults.add(
            fault(
                "/blur/" + i,
                "shape(rectangle, ellipse)와 0에서 1 사이의 x, y, width, height가 있어야 하고 사진 밖으로 나가면 안 됩니다.",
                "needs shape (rectangle, ellipse) and x, y, width, height between 0 and 1, within the photo"));
      } else {
        regions.add(region);
      }
    }
    return regions;
  }

  private static BlurRegion region(JsonNode json) {
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!REGION.contains(field.getKey())) {
        return null;
      }
    }
    BlurRegion.Shape shape = null;
    for (BlurRegion.Shape each : BlurRegion.Shape.values()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(json.path("shape").asText())) {
        shape = each;
      }
    }
    double x = part(json, "x");
    double y = part(json, "y");
    double width = part(json, "width");
    double height = part(json, "height");
    boolean isWithin = x + width <= 1.000001 && y + height <= 1.000001; // false for NaN
    return shape == null || !isWithin || width <= 0 || height <= 0
        ? null
        : new BlurRegion(shape, x, y, width, height);
  }

  private static double part(JsonNode json, String name) {
    double value = json.path(name).isNumber() ? json.path(name).asDouble() : Double.NaN;
    return value >= 0 && value <= 1 ? value : Double.NaN;
  }

  private static Fault fault(String pointer, String ko, String en) {
    return new Fault(pointer, new Text(ko, en));
  }
}
