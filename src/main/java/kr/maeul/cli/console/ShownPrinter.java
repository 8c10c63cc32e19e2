package kr.maeul.cli.console;

import kr.maeul.store.load.FeatureLoad;

/** Tells what a load puts on the public map that is not there now. Stateless. */
public final class ShownPrinter {
  private ShownPrinter() {}

  /** Nothing where it puts nothing there. */
  public static void print(Console console, FeatureLoad.Effects effects) {
    if (effects.shown() == 0) {
      return;
    }
    long again = effects.shownAgain();
    console.say(
        "  공개 지도에 새로 나타나는 행: "
            + effects.shown()
            + (again == 0 ? "" : " (그 가운데 동의를 철회했거나 동의 기간이 끝났던 것 " + again + ")"),
        "rows that come onto the public map: "
            + effects.shown()
            + (again == 0 ? "" : ", " + again + " of which were withdrawn or had run out"));
  }
}
