package kr.maeul.exchange;

import java.util.List;
import java.util.stream.Collectors;
import kr.maeul.exchange.mapping.ImportRequest;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;

/** Why a load does nothing, or must be asked for expressly, in words. Stateless. */
final class Refusals {
  /** Of so many features one may be deleted without being asked for. */
  private static final int DELETES_ONE_OF = 10;

  static final Text NO_GOOD_ROW =
      new Text("넣을 수 있는 행이 하나도 없습니다.", "No row of the file can be imported.");

  static final Text NO_ROW =
      new Text(
          "파일에 넣을 것이 하나도 없습니다. 머리글만 있거나 비어 있는 파일입니다.",
          "There is nothing to import in the file: it has a header at most, and no record.");

  private Refusals() {}

  /**
   * Why nothing comes of a load as it is planned, or null.
   *
   * @param rows read, of which {@code badRows} are invalid
   * @param bad what is known of these
   * @param lines whether places are lines
   */
  static Text of(
      ImportRequest request,
      long rows,
      long badRows,
      FeatureLoad.Result planned,
      FeatureLoad.Effects effects,
      BadRows bad,
      boolean lines) {
    if (badRows == rows && (badRows == 0 || request.skipBad())) {
      return badRows == 0 ? NO_ROW : NO_GOOD_ROW;
    }
    return both(
        ofDeleting(planned, bad, request.allowDeleting(), lines),
        ofEffects(effects, request.allowShowing(), request.allowDeletingInUse()));
  }

  /**
   * Why a load must be asked for expressly, or null.
   *
   * @param allowed how many features it may delete
   */
  private static Text ofDeleting(FeatureLoad.Result planned, long allowed) {
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
   * Why a replace must be asked for expressly where rows could not be read, or null.
   *
   * @param bad what is known of these rows
   * @param allowed how many features it may delete
   */
  private static Text ofDeleting(
      FeatureLoad.Result planned, BadRows bad, long allowed, boolean lines) {
    if (bad.unknown() == 0 || planned.deleted() <= allowed) {
      return ofDeleting(planned, allowed);
    }
    boolean isAll = bad.unknown() == bad.firstUnknown().size();
    Text which = LoadWords.places(bad.firstUnknown(), lines, isAll ? "" : ", …");
    return new Text(
        "읽지 못한 행 "
            + bad.unknown()
            + "개("
            + which.ko()
            + ")는 레이어의 어느 것인지 알 수 없습니다. 이대로 바꾸면 레이어에 있는 "
            + planned.before()
            + "개 가운데 "
            + planned.deleted()
            + "개를 지우는데, 그 행의 것일 수 있습니다. 행을 고쳐 다시 넣거나, 지워도 되면 --allow-deleting "
            + planned.deleted()
            + " 옵션을 더하세요.",
        bad.unknown()
            + (bad.unknown() == 1 ? " row that" : " rows that")
            + " cannot be read ("
            + which.en()
            + ") may be about any feature. This would delete "
            + planned.deleted()
            + " of the layer's "
            + planned.before()
            + " features, which may be what these rows are about. Mend the rows, or add --allow-deleting "
            + planned.deleted()
            + " if it is meant.");
  }

  /**
   * Why a load must be asked for expressly for what it does beyond its own features, or null.
   *
   * @param mayShow how many features it may show again whose agreement has ended
   * @param mayDelete how many features in use it may take away
   */
  private static Text ofEffects(FeatureLoad.Effects effects, long mayShow, long mayDelete) {
    Text shows = effects.shownAgain() <= mayShow ? null : showsAgain(effects);
    Text deletes = effects.inUse() <= mayDelete ? null : deletesInUse(effects);
    return both(shows, deletes);
  }

  /** Two reasons, either of which may be null. */
  private static Text both(Text one, Text other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return new Text(one.ko() + " " + other.ko(), one.en() + " " + other.en());
  }

  private static Text showsAgain(FeatureLoad.Effects effects) {
    long n = effects.shownAgain();
    String ids = Text.named(effects.firstShownAgain(), n);
    return new Text(
        "동의 철회·기한·미동의·공개 보류 등으로 사람이 내려 둔 것 "
            + n
            + "개가 공개 지도에 다시 나타나게 됩니다: "
            + ids
            + ". 다시 보여도 되는 것이 맞으면 --allow-showing "
            + n
            + " 옵션을 더하세요.",
        "This would show "
            + n
            + " on the public map again that a person had taken off it (consent withdrawn, run out or"
            + " refused, or kept back): "
            + ids
            + ". If that is meant, add --allow-showing "
            + n
            + ".");
  }

  private static Text deletesInUse(FeatureLoad.Effects effects) {
    long n = effects.inUse();
    List<FeatureLoad.InUse> first = effects.firstInUse();
    return new Text(
        "지우게 될 것 가운데 "
            + n
            + "개에는 다른 기록이 딸려 있습니다: "
            + Text.named(
                first.stream().map(u -> u.id() + " (" + words(u.by(), true) + ")").toList(), n)
            + ". 그래도 지우려면 --allow-deleting-in-use "
            + n
            + " 옵션을 더하세요.",
        "Of what this would delete, something is kept beside "
            + n
            + ": "
            + Text.named(
                first.stream().map(u -> u.id() + " (" + words(u.by(), false) + ")").toList(), n)
            + ". If that is meant, add --allow-deleting-in-use "
            + n
            + ".");
  }

  private static String words(List<Text> by, boolean ko) {
    return by.stream().map(t -> ko ? t.ko() : t.en()).collect(Collectors.joining(", "));
  }
}
