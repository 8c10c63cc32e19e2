package kr.maeul.store.sql.load.record;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad.Effects;

/** The words that ask for a yes to what undoing a load does to rights of persons. Stateless. */
public final class YesToUndo {
  private YesToUndo() {}

  /**
   * Why undoing a load is refused, and with what options it is not.
   *
   * @param effects that need a yes
   */
  public static Text of(long number, Effects effects) {
    long again = effects.shownAgain();
    long ends = effects.endsGone();
    long lifted = effects.lifted();
    String how =
        "maeul loads undo "
            + number
            + (again + ends == 0 ? "" : " --allow-showing " + effects.toBeAllowed())
            + (lifted == 0 ? "" : " --allow-lifting " + lifted);
    return new Text(
        (again == 0
                ? ""
                : "되돌리면 동의 철회·기한·미동의·공개 보류 등으로 사람이 내려 둔 것 "
                    + again
                    + "개가 공개 지도에 다시 나타납니다: "
                    + Text.named(effects.firstShownAgain(), again)
                    + ". ")
            + (ends == 0
                ? ""
                : "되돌리면 "
                    + ends
                    + "개에서 동의를 끝내는 날(철회일·기한)이 지워지거나 미뤄집니다: "
                    + Text.named(effects.firstEndsGone(), ends)
                    + ". ")
            + (lifted == 0
                ? ""
                : "되돌리면 "
                    + lifted
                    + "개에서 소유자가 밝힌 뜻이 지워집니다: "
                    + Text.named(lifted(effects, Text::ko), lifted)
                    + ". ")
            + "그래도 되돌리려면 "
            + how,
        (again == 0
                ? ""
                : "This would show "
                    + again
                    + " on the public map again that a person had taken off it (consent withdrawn,"
                    + " run out or refused, or kept back): "
                    + Text.named(effects.firstShownAgain(), again)
                    + ". ")
            + (ends == 0
                ? ""
                : "This would remove or put off the day on which a consent ends of "
                    + ends
                    + ": "
                    + Text.named(effects.firstEndsGone(), ends)
                    + ". ")
            + (lifted == 0
                ? ""
                : "This would remove what the owner asked for from "
                    + lifted
                    + ": "
                    + Text.named(lifted(effects, Text::en), lifted)
                    + ". ")
            + "If that is meant: "
            + how);
  }

  /** Each with what is lifted: {@code 1 (연락하지 않음)}. */
  private static List<String> lifted(Effects effects, Function<Text, String> in) {
    return effects.firstLifted().stream()
        .map(l -> l.id() + l.rights().stream().map(in).collect(Collectors.joining(", ", " (", ")")))
        .toList();
  }
}
