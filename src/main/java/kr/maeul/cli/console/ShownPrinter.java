package kr.maeul.cli.console;

import java.util.function.Function;
import java.util.stream.Collectors;
import kr.maeul.layer.text.Text;
import kr.maeul.store.load.FeatureLoad;

/** Tells what a load puts on the public map that is not there now, and what it lifts. Stateless. */
public final class ShownPrinter {
  private ShownPrinter() {}

  /** Nothing where it puts nothing there. */
  public static void print(Console console, FeatureLoad.Effects effects) {
    if (effects.endsGone() > 0) {
      console.say(
          "  동의를 끝내는 날(철회일·기한)이 지워지거나 미뤄지는 행: " + effects.endsGone(),
          "rows of which the day that ends a consent goes, or is put off: " + effects.endsGone());
    }
    if (effects.lifted() > 0) {
      console.say(
          "  소유자가 밝힌 뜻이 지워지는 행: " + effects.lifted() + rights(effects, Text::ko),
          "rows that lose what their owner asked for: "
              + effects.lifted()
              + rights(effects, Text::en));
    }
    if (effects.shown() == 0) {
      return;
    }
    long again = effects.shownAgain();
    console.say(
        "  공개 지도에 새로 나타나는 행: "
            + effects.shown()
            + (again == 0 ? "" : " (그 가운데 사람이 내려 두었던 것 " + again + ")"),
        "rows that come onto the public map: "
            + effects.shown()
            + (again == 0 ? "" : ", " + again + " of which a person had taken off it"));
  }

  /** What is lifted of the first: {@code (연락하지 않음)}. */
  private static String rights(FeatureLoad.Effects effects, Function<Text, String> in) {
    return effects.firstLifted().stream()
        .flatMap(l -> l.rights().stream())
        .map(in)
        .distinct()
        .collect(Collectors.joining(", ", " (", ")"));
  }
}
