package kr.maeul.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kr.maeul.layer.Layer;
import kr.maeul.layer.Property;
import kr.maeul.layer.text.Choice;
import kr.maeul.layer.text.Particle;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;
import kr.maeul.store.load.FeatureLoad.Kept;
import kr.maeul.store.load.FeatureLoad.Why;
import kr.maeul.store.load.LoadMode;

/** What a load leaves as it is, or takes all the same, in words. Stateless. */
final class LoadWords {
  private static final int LONGEST_QUOTE = 80;
  private static final int MOST_NAMED = 10;

  static final Text TWICE_IN_LINE =
      new Text(
          "같은 줄의 앞 기록과 id가 같습니다. 다른 것이면 --id-from 에 열을 더하거나 #(차례)을 더하세요.",
          "has the same id as the record before it in its line; if they are two things, add a column to --id-from, or #"
              + " to number them");

  static final Text TAKEN =
      new Text(
          "동의를 끝내는 날과 연락 거부는 당사자의 권리라, 사람이 정하는 값이어도 받아들였습니다.",
          "the end of a consent, and not to be contacted, are rights of a person: taken although"
              + " people keep this value");

  static final Text WIPED =
      new Text(
          "파일에 그 열이 없어 있던 값을 지웁니다. 두려면 --mode merge",
          "the file has no such column, so the value goes; --mode merge keeps it");

  static final Text OLDER =
      new Text(
          "레이어에 있던 것보다 앞선 날짜인데 파일대로 바꾸었습니다. 오래된 자료가 아닌지 확인하세요.",
          "is older than what the layer had, and was taken; is this an old file?");

  private static final Text NOTHING = new Text("비어 있음", "nothing");

  private LoadWords() {}

  /**
   * What stays although its row cannot be read.
   *
   * @param places id → place of the row
   */
  static Text spared(Map<String, Long> places, boolean lines) {
    List<String> ko = new ArrayList<>();
    List<String> en = new ArrayList<>();
    for (Map.Entry<String, Long> e : places.entrySet()) {
      if (ko.size() == MOST_NAMED) {
        ko.add("…");
        en.add("…");
        break;
      }
      Text place = places(List.of(e.getValue()), lines, "");
      ko.add(e.getKey() + " (" + place.ko() + ")");
      en.add(e.getKey() + " (" + place.en() + ")");
    }
    return new Text(
        "행을 읽지 못했지만 id를 아는 것 " + places.size() + "개는 지우지 않고 그대로 두었습니다: " + String.join(", ", ko),
        places.size()
            + (places.size() == 1 ? " feature stays" : " features stay")
            + " as before although the row cannot be read, since its id can: "
            + String.join(", ", en));
  }

  /** What becomes of dates that are older in the file than in the layer. */
  static Text older(Text title, long rows, long taken) {
    return new Text(
        "\""
            + title.ko()
            + "\"이 레이어에 있는 것보다 앞선 행 "
            + rows
            + "개: 파일대로 바꾼 것 "
            + taken
            + ", 있던 값을 둔 것 "
            + (rows - taken)
            + ". 더 오래된 자료가 아닌지 확인하세요.",
        "\""
            + title.en()
            + "\" is older in the file than in the layer in "
            + (rows == 1 ? "1 row" : rows + " rows")
            + ": taken "
            + taken
            + ", left as it is "
            + (rows - taken)
            + "; is this an old file?");
  }

  /**
   * That the file's word does not take features off the public map.
   *
   * @param by what the file says of them
   * @param ids of those that everyone sees all the same
   */
  static Text stillShown(Collection<Text> by, List<String> ids, int most) {
    String all = named(ids, most);
    return new Text(
        "파일은 "
            + by.stream().map(Text::ko).collect(Collectors.joining("·"))
            + "인데 공개 지도에는 남는 것: "
            + all
            + ". 사람이 관리하는 값이라 이 파일로 바뀌지 않습니다. 내려야 하면 한 건씩 확인해 고치세요.",
        "Still on the public map although the file says "
            + by.stream().map(Text::en).collect(Collectors.joining(", "))
            + ": "
            + all
            + ". People keep that value, and this file does not change it; look at each, and change it"
            + " by hand where it is to go.");
  }

  /**
   * @param ids of what everyone sees and of the row, {@code shown = hidden}
   */
  static Text shownOtherwise(List<String> ids, int most) {
    String all = named(ids, most);
    return new Text(
        "파일은 철회나 거부로 적었지만 다른 번호로 이미 공개된, 같은 것으로 보이는 것: "
            + all
            + ". 공개 지도에 남습니다. 같은 집이면 그 항목을 직접 내리세요.",
        "On the public map under another id, although the file says withdrawn or refused of what seems"
            + " to be the same: "
            + all
            + ". It stays there; take it down by hand if it is the same.");
  }

  /** How many, and the first of them. */
  private static String named(List<String> ids, int most) {
    return ids.size() + " (" + Text.named(ids.stream().limit(most).toList(), ids.size()) + ")";
  }

  static Text places(List<Long> places, boolean lines, String rest) {
    return new Text(
        places.stream().map(p -> p + (lines ? "번째 줄" : "번째 도형")).collect(Collectors.joining(", "))
            + rest,
        places.stream()
                .map(p -> (lines ? "line " : "feature ") + p)
                .collect(Collectors.joining(", "))
            + rest);
  }

  /** Why a row is refused whose id is taken, stands twice, or is not there. */
  static Text of(FeatureLoad.Conflict c, LoadMode mode, boolean lines) {
    if (c.why() != null) {
      return c.why();
    }
    if (c.earlierPlace() < 0 && mode == LoadMode.MERGE) {
      return new Text(
          "새로 넣기에는 꼭 있어야 하는 값이 모자라고, 고칠 것도 레이어에 없습니다: id " + c.id(),
          "lacks what a new feature must have, and the layer has none of id "
              + c.id()
              + " to change");
    }
    if (c.earlierPlace() < 0) {
      return new Text(
          "이미 있는 id입니다: " + c.id() + ". 고치려면 --mode merge",
          "the layer has the id " + c.id() + "; --mode merge changes it");
    }
    return new Text(
        "앞의 "
            + (lines ? c.earlierPlace() + "번째 줄" : c.earlierPlace() + "번째 도형")
            + "과 id가 같습니다: "
            + c.id()
            + ". 다른 것이면 --id-from 에 열을 더하거나 #(차례)을 더하세요.",
        "has the same id as "
            + (lines ? "line " : "feature ")
            + c.earlierPlace()
            + ": "
            + c.id()
            + "; if they are two things, add a column to --id-from, or # to number them");
  }

  /** Why a value goes that the file does not say, and how to give it. */
  static Text of(FeatureLoad.Cleared cleared, Layer layer) {
    String name = cleared.property();
    Text about =
        layer.property(layer.imports().with().get(name)).map(Property::title).orElseThrow();
    return new Text(
        "파일이 "
            + Particle.OBJECT.after("\"" + about.ko() + "\"")
            + " 새로 말하면서 이 값은 적지 않아, 그 전에 말한 것에 딸린 값을 비웠습니다. 넣으려면 --set "
            + name
            + "=…",
        "belongs to what was said of \""
            + about.en()
            + "\" before; the file says that anew, without this. To give it: --set "
            + name
            + "=…");
  }

  /** The value that goes. */
  static Text was(FeatureLoad.Cleared cleared, Property property) {
    Text was = value(property, cleared.was());
    return new Text(
        "지난 값: " + was.ko() + ", id " + cleared.id(),
        "it was: " + was.en() + ", id " + cleared.id());
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
      case BESIDE_EDITED ->
          new Text(
              "이 값과 한 묶음인 값을 사람이 고쳐 두어 파일 값을 넣지 않았습니다." + how,
              "somebody has changed what goes with it by hand; the file's value is not taken"
                  + how);
      case UNSAID ->
          new Text(
              "사람이 정하는 값이고 파일에 그 열이 없어, 있던 값을 두었습니다." + how,
              "is kept by people, and the file has no such column; it stays" + how);
      case ASSUMED ->
          new Text(
              "파일에 적혀 있지 않아 있던 값을 두었습니다. 기본값은 새로 넣는 행에만 씁니다." + how,
              "is not said, and a default is for new rows alone; it stays" + how);
      case ENDS ->
          new Text(
              "동의를 끝내는 날은 파일이 지우거나 미루지 못합니다. 있던 값을 두었습니다." + how,
              "ends a consent, which a file neither removes nor puts off; it stays" + how);
      case RIGHT ->
          new Text(
              "당사자가 바란 것이라 파일이 풀지 못합니다. 있던 값을 두었습니다." + how,
              "is what the person asked for, which a file does not take back; it stays" + how);
      case UNREAD ->
          new Text("행을 읽지 못해 지우지 않고 그대로 두었습니다.", "its row cannot be read; it stays as before");
      case REMOVED ->
          new Text(
              "사람이 지운 것이라 넣지 않았습니다. 휴지통에서 되살릴 수 있습니다.",
              "somebody has taken it away; it is not brought back. It can be restored from the bin");
    };
  }

  /** The file's value and the one before. */
  static Text both(Property property, Object given, Object was, String id) {
    Text now = value(property, given);
    Text before = value(property, was);
    return new Text(
        "파일: " + now.ko() + ", 전: " + before.ko() + ", id " + id,
        "file: " + now.en() + ", before: " + before.en() + ", id " + id);
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
