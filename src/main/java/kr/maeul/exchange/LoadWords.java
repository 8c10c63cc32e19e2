package kr.maeul.exchange;

import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.layer.Choice;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.Text;
import kr.maeul.store.FeatureLoad;
import kr.maeul.store.FeatureLoad.Kept;
import kr.maeul.store.FeatureLoad.Why;

/** What a load leaves as it is, or must be asked for expressly, in words. Stateless. */
final class LoadWords {
  private static final int LONGEST_QUOTE = 80;

  /** Of so many features one may be deleted without being asked for. */
  private static final int DELETES_ONE_OF = 10;

  static final Text NO_GOOD_ROW =
      new Text("넣을 수 있는 행이 하나도 없습니다.", "No row of the file can be imported.");

  static final Text NO_ROW =
      new Text(
          "파일에 넣을 것이 하나도 없습니다. 머리글만 있거나 비어 있는 파일입니다.",
          "There is nothing to import in the file: it has a header at most, and no record.");

  private static final Text NOTHING = new Text("비어 있음", "nothing");

  private LoadWords() {}

  /**
   * Why a load must be asked for expressly, or null.
   *
   * @param allowed how many features it may delete
   */
  static Text refusal(FeatureLoad.Result planned, long allowed) {
    if (planned.deleted() <= Math.max(planned.before() / DELETES_ONE_OF, allowed)) {
      return null;
    }
    long usable = planned.inserted() + planned.updated() + planned.unchanged();
    return new Text(
        "이 파일로 바꾸면 레이어에 있는 "
            + planned.before()
            + "개 가운데 "
            + planned.deleted()
            + "개를 지우게 됩니다 (파일에서 쓸 수 있는 것 "
            + usable
            + "개). 그래도 바꾸려면 --allow-deleting "
            + planned.deleted()
            + " 옵션을 더하세요.",
        "This would delete "
            + planned.deleted()
            + " of the layer's "
            + planned.before()
            + " features (the file has "
            + usable
            + " that can be used). If that is meant, add --allow-deleting "
            + planned.deleted()
            + ".");
  }

  /**
   * The reason, the same for all rows.
   *
   * @param of the property that it is about
   */
  static Text of(Why why, Layer layer, String of) {
    String how = " (--overwrite " + of + ")";
    return switch (why) {
      case EDITED ->
          new Text(
              "사람이 고친 값이라 파일 값을 넣지 않았습니다." + how,
              "somebody has changed it by hand; the file's value is not taken" + how);
      case ALWAYS ->
          new Text(
              "사람이 정하는 값이라 파일 값을 넣지 않았습니다." + how,
              "is kept by people; the file's value is not taken" + how);
      case IF_SET ->
          new Text(
              "이미 값이 있어 파일 값을 넣지 않았습니다." + how,
              "has a value already; the file's is not taken" + how);
      case NEVER_BACK ->
          new Text(
              "파일 값이 지금보다 이전 단계라 넣지 않았습니다." + how,
              "the file's value would be a step back; it is not taken" + how);
      case WITH -> {
        Text other =
            layer
                .imports()
                .belongsTo(of)
                .flatMap(layer::property)
                .map(Property::title)
                .orElseThrow();
        yield new Text(
            "함께 바뀌어야 할 \"" + other.ko() + "\" 값이 파일에 없거나 쓰이지 않아, 이 값도 그대로 두었습니다." + how,
            "goes with \""
                + other.en()
                + "\", which the file does not say or may not change; it is not taken"
                + how);
      }
      case REMOVED ->
          new Text(
              "사람이 지운 것이라 넣지 않았습니다. 휴지통에서 되살릴 수 있습니다.",
              "somebody has taken it away; it is not brought back. It can be restored from the bin");
    };
  }

  /** The reason with both values. */
  static Text of(Kept kept, Property property, Text why) {
    if (property == null) {
      return new Text(why.ko() + " id " + kept.id(), why.en() + "; id " + kept.id());
    }
    Text given = value(property, kept.given());
    Text stays = value(property, kept.stays());
    return new Text(
        why.ko() + " 파일: " + given.ko() + ", 지금: " + stays.ko() + ", id " + kept.id(),
        why.en() + "; file: " + given.en() + ", now: " + stays.en() + ", id " + kept.id());
  }

  private static Text value(Property property, Object value) {
    if (value == null) {
      return NOTHING;
    }
    List<?> members = value instanceof List<?> list ? list : List.of(value);
    return new Text(
        shortened(
            members.stream().map(m -> title(property, m).ko()).collect(Collectors.joining(", "))),
        shortened(
            members.stream().map(m -> title(property, m).en()).collect(Collectors.joining(", "))));
  }

  private static Text title(Property property, Object value) {
    String text = value.toString();
    return property.choice(text).map(Choice::title).orElse(new Text(text, text));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
